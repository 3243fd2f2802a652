import { Enums, cache, eventTarget } from '@cornerstonejs/core';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { RefObject } from 'react';
import { mayComeBack } from './failure.ts';
import { forgetImages, headerOf, loadFrame } from './images.ts';
import type { LengthWords } from './length-tool.ts';
import { StackSession, type StackSnapshot } from './stack-session.ts';
import { StackView, type ViewState } from './stack-view.ts';
import type { Stack } from './stack.ts';

/** One image of a full-size detector is some 40 MB; below this room nothing is fetched ahead. */
const reserve = 64 * 1024 * 1024;

const images = {
  load: loadFrame,
  headerOf,
  isReady: (imageId: string) => cache.isLoaded(imageId),
  hasRoom: () => cache.getBytesAvailable() > reserve,
};

/** A viewport in the element of `ref`, from mounting to unmounting; the study's images go with it. */
export function useStackView(ref: RefObject<HTMLDivElement | null>, words: LengthWords): StackView | undefined {
  const [view, setView] = useState<StackView>();
  const latestWords = useRef(words);
  useEffect(() => {
    latestWords.current = words;
  }, [words]);
  useEffect(() => {
    if (ref.current === null) return undefined;
    const created = new StackView(ref.current, (length) => latestWords.current(length));
    setView(created);
    return () => {
      created.dispose();
      forgetImages();
      setView(undefined);
    };
  }, [ref]);
  return view;
}

const blank: ViewState = { shown: undefined, window: undefined, inverted: false, zoom: undefined };

export function useViewState(view: StackView | undefined): ViewState {
  return useSyncExternalStore(view?.subscribe ?? never, view?.state ?? (() => blank));
}

export interface OpenStack {
  readonly session: StackSession | undefined;
  /** Where a series that is not open will open; one that was open before opens where it was left. */
  readonly openAt: (seriesInstanceUid: string, index: number) => void;
}

/** Pages through `stack` on `view`, also while it grows; `concurrency` files are fetched at a time. */
export function useStackSession(view: StackView | undefined, stack: Stack | undefined, concurrency: number): OpenStack {
  const [session, setSession] = useState<StackSession>();
  const left = useRef(new Map<string, number>());
  const seriesInstanceUid = stack?.series.seriesInstanceUid;
  const hasFrames = stack !== undefined && stack.frames.length > 0;
  const latest = useRef(stack);
  useEffect(() => {
    latest.current = stack;
  }, [stack]);
  useEffect(() => {
    const open = latest.current;
    if (view === undefined || open === undefined || seriesInstanceUid === undefined || !hasFrames) return undefined;
    const start = left.current.get(seriesInstanceUid) ?? open.order[0] ?? 0;
    const created = new StackSession(open, start, view, { ...images, concurrency });
    const places = left.current;
    const onRemoved = (event: Event) => {
      created.forget((event as CustomEvent<{ readonly imageId: string }>).detail.imageId);
    };
    eventTarget.addEventListener(Enums.Events.IMAGE_CACHE_IMAGE_REMOVED, onRemoved);
    setSession(created);
    created.start();
    return () => {
      eventTarget.removeEventListener(Enums.Events.IMAGE_CACHE_IMAGE_REMOVED, onRemoved);
      places.set(seriesInstanceUid, created.snapshot().wanted);
      created.dispose();
      setSession(undefined);
    };
  }, [view, seriesInstanceUid, hasFrames, concurrency]);
  useEffect(() => {
    if (stack !== undefined) session?.grow(stack);
  }, [session, stack]);
  return { session, openAt: (uid, index) => left.current.set(uid, index) };
}

const lookAgainMs = 2000;

/** Goes on by itself when a disc that was taken out is back: tried with the one picture that is wanted. */
export function useReturn(session: StackSession | undefined, snapshot: StackSnapshot | undefined): void {
  const state = snapshot?.states[snapshot.wanted];
  const imageId = snapshot === undefined ? undefined : session?.frames[snapshot.wanted]?.imageId;
  const isAway = state?.kind === 'failed' && mayComeBack(state.error);
  useEffect(() => {
    if (!isAway || imageId === undefined) return undefined;
    const timer = setInterval(() => {
      loadFrame(imageId).then(
        () => session?.retry(),
        () => undefined,
      );
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [session, imageId, isAway]);
}

export function useSnapshot(session: StackSession | undefined): StackSnapshot | undefined {
  return useSyncExternalStore(session?.subscribe ?? never, session?.snapshot ?? (() => undefined));
}

const never = () => () => {};
