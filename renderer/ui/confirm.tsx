import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

export interface ConfirmProps {
  /** Names the object: `Delete the study of PHANTOM, CHEST?` */
  readonly question: string;
  readonly consequence: string;
  /** The verb, with its object. */
  readonly action: string;
  readonly isPending?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks in place before something is destroyed. */
export function Confirm({ question, consequence, action, isPending = false, onConfirm, onCancel }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Notice
      tone="warn"
      title={question}
      actions={
        <>
          <Button look="danger" isPending={isPending} onPress={onConfirm}>
            {action}
          </Button>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the question takes the place of the button that had the focus */}
          <Button look="quiet" autoFocus onPress={onCancel}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      {consequence}
    </Notice>
  );
}
