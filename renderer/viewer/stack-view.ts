import { Enums } from '@cornerstonejs/core';
import type { RenderingEngine, StackViewport, Types } from '@cornerstonejs/core';
import { Enums as ToolEnums, ToolGroupManager } from '@cornerstonejs/tools';
import { startEngine } from './engine.ts';
import { headerOf } from './images.ts';
import { textLines, type LengthWords } from './length-tool.ts';
import { toWorld } from './plane.ts';
import type { StackScreen } from './stack-session.ts';
import { rangeOf, windowOf, type Window } from './window.ts';

/** What the primary mouse button does. Paging by dragging is the window's own, the rest Cornerstone's. */
export type PointerTool = 'window' | 'scroll' | 'zoom' | 'pan' | 'length';

export interface ViewState {
  /** Frame index on screen. */
  readonly shown: number | undefined;
  readonly window: Window | undefined;
  /** Against the way the image itself is meant. */
  readonly inverted: boolean;
  /** Screen pixels for each pixel of the image. */
  readonly zoom: number | undefined;
}

const toolNames = { window: 'WindowLevel', zoom: 'Zoom', pan: 'Pan', length: 'Length' } as const;
const { MouseBindings } = ToolEnums;
let views = 0;

/** One Cornerstone viewport in one element, for as long as the viewer is open. */
export class StackView implements StackScreen {
  readonly element: HTMLDivElement;
  readonly #engine: RenderingEngine;
  readonly #viewportId: string;
  readonly #toolGroupId: string;
  readonly #resizing: ResizeObserver;
  readonly #listeners = new Set<() => void>();
  #tool: PointerTool = 'window';
  /** Whether each image brings its own window, as long as nobody chose another. */
  #ownWindow = true;
  #dragging = false;
  /** From the first picture of a stack on, its size and window can be asked for. */
  #opened = false;
  #state: ViewState = { shown: undefined, window: undefined, inverted: false, zoom: undefined };

  constructor(element: HTMLDivElement, words: LengthWords) {
    this.element = element;
    views += 1;
    this.#viewportId = `stack-${views}`;
    this.#engine = startEngine();
    this.#engine.enableElement({ viewportId: this.#viewportId, element, type: Enums.ViewportType.STACK });
    this.#toolGroupId = `tools-${views}`;
    this.#addTools(words);
    element.addEventListener(Enums.Events.STACK_NEW_IMAGE, this.#onImage);
    element.addEventListener(Enums.Events.VOI_MODIFIED, this.#onWindow);
    element.addEventListener(Enums.Events.CAMERA_MODIFIED, this.#update);
    element.addEventListener('pointerdown', this.#onPointer);
    globalThis.addEventListener('pointerup', this.#onPointer);
    this.#resizing = new ResizeObserver(() => this.#engine.resize(true, true));
    this.#resizing.observe(element);
  }

  readonly state = (): ViewState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async open(imageIds: readonly string[], index: number): Promise<void> {
    this.#opened = false;
    await this.#viewport.setStack([...imageIds], index);
    this.#opened = true;
    this.reset();
  }

  async show(index: number): Promise<void> {
    await this.#viewport.setImageIdIndex(index);
  }

  async extend(imageIds: readonly string[], index: number): Promise<void> {
    const viewport = this.#viewport;
    const place = viewport.getViewPresentation();
    const { voiRange, invert = false } = viewport.getProperties();
    // Cornerstone begins anew with a new list; what was chosen is put back before anyone sees it.
    this.#opened = false;
    await viewport.setStack([...imageIds], index);
    this.#opened = true;
    viewport.setViewPresentation(place);
    viewport.setProperties({ invert });
    if (this.#ownWindow || voiRange === undefined) this.setWindow();
    else viewport.setProperties({ voiRange });
    viewport.render();
    this.#update();
  }

  setTool(tool: PointerTool): void {
    const group = ToolGroupManager.getToolGroup(this.#toolGroupId);
    if (this.#tool !== 'scroll') group?.setToolPassive(toolNames[this.#tool]);
    this.#tool = tool;
    if (tool === 'scroll') return;
    group?.setToolActive(toolNames[tool], { bindings: [{ mouseButton: MouseBindings.Primary }] });
  }

  /** Without a window, the image's own again. */
  setWindow(window?: Window): void {
    this.#ownWindow = window === undefined;
    const image = this.#viewport.getCornerstoneImage();
    const { windowCenter, windowWidth } = image;
    const chosen = window ?? { center: first(windowCenter), width: first(windowWidth) };
    this.#viewport.setProperties({ voiRange: rangeOf(chosen, isExact(image)) });
    this.#viewport.render();
    this.#update();
  }

  invert(): void {
    this.#viewport.setProperties({ invert: this.#viewport.getProperties().invert !== true });
    this.#viewport.render();
    this.#update();
  }

  zoomBy(factor: number): void {
    this.#viewport.setZoom(this.#viewport.getZoom() * factor);
    this.#viewport.render();
    this.#update();
  }

  /** The whole image in the middle again. */
  fit(): void {
    this.#viewport.resetCamera();
    this.#viewport.render();
    this.#update();
  }

  /** Size, place, window and colours as at the beginning. */
  reset(): void {
    // Not `resetProperties`: in 5.14 it throws after a stack whose colours it could not name.
    this.#viewport.setProperties({ invert: this.#viewport.getCornerstoneImage().invert });
    this.setWindow();
    this.fit();
  }

  /** Draws annotations anew. */
  redraw(): void {
    this.#viewport.render();
  }

  dispose(): void {
    this.#resizing.disconnect();
    this.#listeners.clear();
    this.element.removeEventListener(Enums.Events.STACK_NEW_IMAGE, this.#onImage);
    this.element.removeEventListener(Enums.Events.VOI_MODIFIED, this.#onWindow);
    this.element.removeEventListener(Enums.Events.CAMERA_MODIFIED, this.#update);
    this.element.removeEventListener('pointerdown', this.#onPointer);
    globalThis.removeEventListener('pointerup', this.#onPointer);
    ToolGroupManager.destroyToolGroup(this.#toolGroupId);
    this.#engine.disableElement(this.#viewportId);
  }

  get #viewport(): StackViewport {
    return this.#engine.getViewport<StackViewport>(this.#viewportId);
  }

  #addTools(words: LengthWords): void {
    const group = ToolGroupManager.createToolGroup(this.#toolGroupId);
    if (group === undefined) throw new Error(`The tool group ${this.#toolGroupId} exists already`);
    group.addTool(toolNames.window);
    group.addTool(toolNames.pan);
    group.addTool(toolNames.zoom);
    group.addTool(toolNames.length, { getTextLines: textLines(words) });
    group.addViewport(this.#viewportId, this.#engine.id);
    group.setToolPassive(toolNames.length);
    group.setToolActive(toolNames.pan, { bindings: [{ mouseButton: MouseBindings.Auxiliary }] });
    group.setToolActive(toolNames.zoom, { bindings: [{ mouseButton: MouseBindings.Secondary }] });
    this.setTool(this.#tool);
  }

  readonly #onImage = (): void => {
    if (this.#ownWindow && this.#opened) this.setWindow();
    this.#update();
  };

  /** A window that the hand chose stays when paging on. */
  readonly #onWindow = (): void => {
    if (this.#dragging && this.#tool === 'window') this.#ownWindow = false;
    this.#update();
  };

  readonly #onPointer = (event: PointerEvent): void => {
    this.#dragging = event.type === 'pointerdown';
  };

  readonly #update = (): void => {
    if (!this.#opened) return;
    const viewport = this.#viewport;
    const { voiRange, invert = false } = viewport.getProperties();
    const image = viewport.getCornerstoneImage();
    this.#state = {
      shown: viewport.getCurrentImageIdIndex(),
      window: voiRange && windowOf(voiRange, isExact(image)),
      inverted: invert !== image.invert,
      zoom: this.#zoom(viewport),
    };
    for (const listener of this.#listeners) listener();
  };

  /** Measured on the picture itself: the engines' own zoom figures differ. */
  #zoom(viewport: StackViewport): number | undefined {
    const header = headerOf(viewport.getCurrentImageId());
    if (header === undefined) return undefined;
    const [a, b] = ([0.5, 1.5] as const).map((column) =>
      viewport.worldToCanvas([...toWorld(header.plane, [column, 0.5])]),
    );
    return a === undefined || b === undefined ? undefined : Math.hypot(b[0] - a[0], b[1] - a[1]);
  }
}

const first = (value: number | number[]): number => (Array.isArray(value) ? (value[0] ?? 0) : value);

/** Whether values are measured rather than counted: see {@link rangeOf}. */
function isExact(image: Types.IImage): boolean {
  const { LINEAR } = Enums.VOILUTFunctionType;
  return (image.voiLUTFunction ?? LINEAR) !== LINEAR || image.dataType === 'Float32Array';
}
