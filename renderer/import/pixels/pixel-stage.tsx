import { useCallback, useRef, useState } from 'react';
import type { PointerEvent, ReactNode, RefCallback, WheelEvent } from 'react';
import type { PixelRegion } from '../../../src/contract/pixels.ts';
import { cx } from '../../ui/cx.ts';
import { moved, regionBetween, resized, toImage, zoomed } from './geometry.ts';
import type { Point, Size, View } from './geometry.ts';
import styles from './editor.module.css';

export type Tool = 'draw' | 'pan';

export interface PixelStageProps {
  readonly ref: RefCallback<HTMLElement>;
  readonly label: string;
  readonly size: Size;
  /** The small picture, until the full one is there. */
  readonly small: string;
  readonly picture: Blob | undefined;
  /** There is no full picture, and the small one must not be taken for it. */
  readonly isBroken: boolean;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly tool: Tool;
  readonly regions: readonly PixelRegion[];
  readonly proposed: readonly PixelRegion[];
  /** What of it seems to say whose picture it is, in words. */
  readonly telling: readonly { readonly region: PixelRegion; readonly words: string }[];
  readonly selected: number | undefined;
  readonly onSelect: (index: number | undefined) => void;
  readonly onRegions: (regions: readonly PixelRegion[], selected: number) => void;
  /** The picture has the black in it already: nothing is drawn over it. */
  readonly isResult: boolean;
  readonly children?: ReactNode;
}

type Drag =
  | { readonly kind: 'pan'; readonly from: Point; readonly view: View }
  | { readonly kind: 'draw'; readonly from: Point }
  | { readonly kind: 'move' | 'resize'; readonly from: Point; readonly index: number; readonly region: PixelRegion };

/** The picture to draw on. Rectangles lie on whole pixels: what is black here is what will be black. */
export function PixelStage(props: PixelStageProps) {
  const { ref, size, picture, view, tool, regions, isResult } = props;
  const drag = useRef<Drag>(undefined);
  const [shown, setShown] = useState<{ readonly index: number; readonly region: PixelRegion }>();

  const show = useCallback(
    (image: HTMLImageElement) => {
      if (picture === undefined) return;
      const url = URL.createObjectURL(picture);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [picture],
  );
  const begin = (event: PointerEvent): void => {
    if (event.button > 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = pointOf(event);
    const hit = (event.target as Element).closest<SVGElement>('[data-region]');
    const index = hit === null ? undefined : Number(hit.dataset['region']);
    const region = index === undefined ? undefined : regions[index];
    const from = toImage(view, at);
    if (event.button === 1 || tool === 'pan' || isResult) drag.current = { kind: 'pan', from: at, view };
    else if (index !== undefined && region !== undefined)
      drag.current = { kind: hit?.hasAttribute('data-corner') === true ? 'resize' : 'move', from, index, region };
    else drag.current = { kind: 'draw', from };
    if (drag.current.kind !== 'pan') props.onSelect(index);
  };
  const during = (event: PointerEvent): void => {
    const now = drag.current;
    if (now === undefined) return;
    const at = pointOf(event);
    if (now.kind === 'pan') {
      props.onView({ ...now.view, x: now.view.x + at.x - now.from.x, y: now.view.y + at.y - now.from.y });
      return;
    }
    const to = toImage(view, at);
    const by = { x: to.x - now.from.x, y: to.y - now.from.y };
    if (now.kind === 'draw') {
      const region = regionBetween(now.from, to, size);
      setShown(region === undefined ? undefined : { index: regions.length, region });
    } else {
      const region = now.kind === 'move' ? moved(now.region, by, size) : resized(now.region, by, size);
      setShown({ index: now.index, region });
    }
  };
  const end = (): void => {
    const now = drag.current;
    drag.current = undefined;
    setShown(undefined);
    if (shown === undefined || now === undefined || now.kind === 'pan') return;
    // A click is no rectangle.
    const isClick = now.kind === 'draw' && (shown.region.right - shown.region.left) * view.scale < 4;
    if (!isClick) props.onRegions(regions.toSpliced(shown.index, 1, shown.region), shown.index);
  };

  const drawn = shown === undefined ? regions : regions.toSpliced(shown.index, 1, shown.region);
  const place = { left: view.x, top: view.y, width: size.columns * view.scale, height: size.rows * view.scale };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the pointer's share; the editor has the keys
    <div
      ref={ref}
      className={cx(styles.stage, styles[isResult ? 'pan' : tool])}
      onPointerDown={begin}
      onPointerMove={during}
      onPointerUp={end}
      onPointerCancel={() => {
        drag.current = undefined;
        setShown(undefined);
      }}
      onWheel={(event) => props.onView(zoomed(view, event.deltaY < 0 ? 1.2 : 1 / 1.2, pointOf(event)))}
    >
      <img
        ref={show}
        src={props.small}
        alt={props.label}
        draggable={false}
        className={cx(styles.picture, view.scale >= 2 && styles.sharp, props.isBroken && styles.hidden)}
        style={place}
      />
      {isResult ? null : (
        <svg
          aria-hidden
          viewBox={`0 0 ${size.columns} ${size.rows}`}
          preserveAspectRatio="none"
          className={styles.marks}
          style={place}
        >
          {props.proposed.map((region) => (
            <Rectangle key={keyOf(region)} region={region} className={styles.proposed} />
          ))}
          {props.telling.map(({ region }) => (
            <Rectangle key={`telling ${keyOf(region)}`} region={region} className={styles.toldOf} />
          ))}
          {drawn.map((region, index) => (
            <g key={keyOf(region)} data-region={index}>
              <Rectangle
                region={region}
                className={cx(styles.region, index === (shown?.index ?? props.selected) && styles.selected)}
              />
              {index === props.selected ? (
                <circle
                  data-region={index}
                  data-corner
                  cx={region.right}
                  cy={region.bottom}
                  r={6 / view.scale}
                  className={styles.corner}
                />
              ) : null}
            </g>
          ))}
        </svg>
      )}
      {isResult
        ? null
        : props.telling.map(({ region, words }) => (
            <span
              key={keyOf(region)}
              aria-hidden
              className={styles.reading}
              style={{ left: view.x + region.left * view.scale, top: view.y + region.bottom * view.scale + 3 }}
            >
              {words}
            </span>
          ))}
      {props.children}
    </div>
  );
}

function pointOf(event: PointerEvent | WheelEvent): Point {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function Rectangle({ region, className }: { readonly region: PixelRegion; readonly className: string | undefined }) {
  const { left, top, right, bottom } = region;
  return <rect x={left} y={top} width={right - left} height={bottom - top} className={className} />;
}

const keyOf = ({ left, top, right, bottom }: PixelRegion): string => `${left} ${top} ${right} ${bottom}`;
