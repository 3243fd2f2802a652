// Generated from the catalogue of Ambra’s services by scripts/generate-ambra-commands.ts. Do not edit.
import type { Call, CallOptions, JsonHash, Nothing, Wire } from './command.ts';

/**
 * `/training/todo` (services.json:32543)
 */
export interface TrainingTodo {
  params: Nothing;
  returns: {
    account_id?: string | undefined;
    account_name?: string | undefined;
    group_number?: string | undefined;
    group_description?: string | undefined;
    forms?: readonly { form_number?: string | undefined; form_description?: string | undefined; }[] | undefined;
  };
  errors: 'ALL_DONE';
}

/**
 * `/training/done` (services.json:32597)
 */
export interface TrainingDone {
  params: {
    account_id: string;
    form_number: string;
    additionalParameters?: Readonly<Record<string, string>> | undefined;
  };
  returns: {
    next?: JsonHash | undefined;
  };
  errors: 'NOT_FOUND';
}

export interface TrainingCommands {
  '/training/todo': TrainingTodo;
  '/training/done': TrainingDone;
}

export const trainingWires: Readonly<Record<keyof TrainingCommands, Wire>> = {
  '/training/todo': { returns: { account_id: 'text', account_name: 'text', group_number: 'text', group_description: 'text', forms: [{ form_number: 'text', form_description: 'text' }] } },
  '/training/done': { families: { additionalParameters: '' }, returns: { next: 'json' } },
};

export function trainingMethods(call: Call) {
  return {
    /** Lists the trainings that are still to be done. */
    todo: (params: TrainingTodo['params'] = {}, options?: CallOptions) => call('/training/todo', params, options),
    /** Marks a training as done. */
    done: (params: TrainingDone['params'], options?: CallOptions) => call('/training/done', params, options),
  };
}
