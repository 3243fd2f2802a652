import { useMutation } from '@tanstack/react-query';
import type { UseMutationOptions, UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';

interface SubmitOptions<Data, Variables> extends UseMutationOptions<Data, Error, Variables> {
  readonly mutationFn: (variables: Variables) => Promise<Data>;
}

/**
 * A mutation that is not begun again while it goes on. `isPending` reaches a button only when it is drawn next, which
 * the second click of a double click does not wait for: what is sent or made must not be made twice by it.
 */
export function useSubmit<Data, Variables = void>(
  options: SubmitOptions<Data, Variables>,
): UseMutationResult<Data, Error, Variables> {
  const isRunning = useRef(false);
  const mutation = useMutation<Data, Error, Variables>({
    ...options,
    mutationFn: (variables) => options.mutationFn(variables).finally(() => (isRunning.current = false)),
  });
  const mutate: typeof mutation.mutate = (...args) => {
    if (isRunning.current) return;
    isRunning.current = true;
    mutation.mutate(...args);
  };
  return { ...mutation, mutate };
}
