import { CircleCheck, X } from 'lucide-react';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './toast.module.css';

const queue = new ToastQueue<string>({ maxVisibleToasts: 3 });

/** Says that something was done, for a few seconds. Failures are never toasts: they stay where they happened. */
export function toast(message: string): void {
  queue.add(message, { timeout: 5000 });
}

export function Toasts() {
  const { t } = useTranslation();
  return (
    <ToastRegion queue={queue} className={cx(styles.region)}>
      {({ toast: item }) => (
        <AriaToast toast={item} className={cx(styles.toast)}>
          <CircleCheck aria-hidden />
          <ToastContent className={cx(styles.text)}>{item.content}</ToastContent>
          <IconButton slot="close" label={t('close')} icon={<X />} />
        </AriaToast>
      )}
    </ToastRegion>
  );
}
