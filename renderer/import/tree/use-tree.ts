import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { actOf, findTyped } from './tree-keys.ts';
import type { TreeAct } from './tree-keys.ts';
import type { TreeRow } from './tree-rows.ts';

export const ROW_HEIGHT = 32;
export const HEADER_HEIGHT = 30;
/** What is typed within this time is one text. */
const TYPING_MS = 700;

export interface TreeMoves {
  readonly nameOf: (row: TreeRow) => string;
  readonly onFlip: (row: TreeRow) => void;
  readonly onTick: (row: TreeRow) => void;
  readonly onOpen: (row: TreeRow) => void;
}

/**
 * The rows in sight and the one with the keyboard. One row at a time can be reached with Tab (a roving tab index), and
 * it stays in the page wherever one scrolls, so that the keyboard is never lost. When a newer summary inserts rows, the
 * row under the pointer, or else the uppermost in sight, stays where it is.
 */
export function useTree(rows: readonly TreeRow[], summary: unknown, moves: TreeMoves) {
  const box = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string>();
  const hasFocus = useRef(false);
  const typed = useRef({ text: '', at: 0 });
  const active = Math.max(
    0,
    rows.findIndex(({ id }) => id === activeId),
  );
  // oxlint-disable-next-line react/incompatible-library -- its functions change with scrolling; nothing here memoizes them
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b),
  });

  const shownFor = useRef({ rows, summary });
  const pointed = useRef<string>(undefined);
  useLayoutEffect(() => {
    const { rows: old, summary: oldSummary } = shownFor.current;
    shownFor.current = { rows, summary };
    const list = box.current;
    if (list === null || old === rows || oldSummary === summary) return;
    const anchor = pointed.current ?? old[Math.floor(list.scrollTop / ROW_HEIGHT)]?.id;
    const was = old.findIndex(({ id }) => id === anchor);
    const is = rows.findIndex(({ id }) => id === anchor);
    if (was >= 0 && is >= 0) list.scrollTop += (is - was) * ROW_HEIGHT;
  }, [rows, summary]);

  useEffect(() => {
    if (hasFocus.current) box.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true });
  }, [activeId]);

  const go = (to: number): void => {
    setActiveId(rows[to]?.id);
    virtual.scrollToIndex(to);
  };
  const perform = (act: TreeAct): void => {
    switch (act.do) {
      case 'go':
        go(act.to);
        break;
      case 'flip':
        moves.onFlip(act.row);
        break;
      case 'tick':
        moves.onTick(act.row);
        break;
      case 'open':
        moves.onOpen(act.row);
        break;
    }
  };
  const isTyping = (): boolean => typed.current.text !== '' && Date.now() - typed.current.at < TYPING_MS;
  const onKeyDown = (event: KeyboardEvent): void => {
    // The header has a check box with keys of its own.
    if (event.ctrlKey || event.metaKey || event.altKey || rowIdOf(event.target) === undefined) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const isLetter = event.key.length === 1 && (event.key !== ' ' || isTyping());
    const act = isLetter ? undefined : actOf(rows, active, event.key, page);
    if (act !== undefined) {
      event.preventDefault();
      typed.current.text = '';
      perform(act);
    } else if (isLetter) {
      event.preventDefault();
      typed.current = { text: (isTyping() ? typed.current.text : '') + event.key, at: Date.now() };
      const found = findTyped(rows, active, typed.current.text, moves.nameOf);
      if (found !== undefined) go(found);
    }
  };
  return {
    box,
    virtual,
    active,
    list: {
      onKeyDown,
      onFocus: (event: FocusEvent) => {
        hasFocus.current = true;
        const id = rowIdOf(event.target);
        if (id !== undefined) setActiveId(id);
      },
      onBlur: (event: FocusEvent) => {
        hasFocus.current = event.currentTarget.contains(event.relatedTarget);
      },
      onPointerOver: (event: { readonly target: EventTarget }) => {
        pointed.current = rowIdOf(event.target);
      },
      onPointerLeave: () => {
        pointed.current = undefined;
      },
    },
  };
}

function rowIdOf(target: EventTarget): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset['row'] : undefined;
}
