import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';
import { PixelSection } from './pixel-section.tsx';
import type { PixelSectionProps } from './pixel-section.tsx';
import { hasPicture } from './words.ts';

/**
 * A visitor's share of the review, where their images shall leave without their name: pictures are looked at, what
 * cannot be looked at here stays where it is and is named.
 */
export function VisitPixels(props: Omit<PixelSectionProps, 'onView'>) {
  const { t } = useTranslation('pixels');
  const { review } = props;
  const pictures = review.held.filter(hasPicture);
  const unseen = review.held.filter((one) => !hasPicture(one));
  // Most images hold nothing: nobody is asked about them.
  if (!review.isWanted || (review.isComplete && review.held.length === 0)) return null;
  const decided = review.decided - unseen.length;
  return (
    <>
      {unseen.length === 0 ? null : (
        <Notice tone="warn" title={t('visit.unseen', { count: unseen.length })}>
          <p>{t('visit.unseenHint')}</p>
          <ul>
            {unseen.map(({ sopInstanceUid, path }) => (
              <li key={sopInstanceUid}>{path}</li>
            ))}
          </ul>
        </Notice>
      )}
      {pictures.length === 0 && review.isComplete ? null : (
        <PixelSection {...props} review={{ ...review, held: pictures, decided }} />
      )}
    </>
  );
}
