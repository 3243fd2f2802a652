import {
  Contrast,
  Hand,
  Info,
  Keyboard,
  ListChecks,
  Maximize,
  MoveVertical,
  PanelRight,
  RotateCcw,
  Ruler,
  Share2,
  Star,
  SunMedium,
  ZoomIn,
  type LucideIcon,
} from 'lucide-react';
import { ctPresets } from './presets.ts';
import type { PointerTool } from './stack-view.ts';
import type { Window } from './window.ts';

/** What the actions work on; the viewer page provides it. */
export interface ViewerCommands {
  setTool(tool: PointerTool): void;
  setWindow(window?: Window): void;
  invert(): void;
  zoomBy(factor: number): void;
  fit(): void;
  reset(): void;
  step(by: number): void;
  stepSeries(by: number): void;
  toggleKeyImage(): void;
  toggleKeyFilter(): void;
  removeSelected(): void;
  toggleOverlays(): void;
  togglePanel(panel: 'marks' | 'share' | 'keys'): void;
}

/** What not every study allows; what it lacks has no button and no key. */
export type Ability = 'key-images' | 'share';

/** What an action's button shows as pressed or out of reach. */
export interface ViewerStatus {
  readonly abilities: ReadonlySet<Ability>;
  readonly tool: PointerTool;
  readonly inverted: boolean;
  readonly window: Window | undefined;
  /** Values are in Hounsfield units. */
  readonly hounsfield: boolean;
  /** The series has pictures to page through. */
  readonly hasStack: boolean;
  readonly hasImage: boolean;
  readonly keyImage: boolean;
  readonly keyFilter: boolean;
  readonly hasKeyImages: boolean;
  readonly overlays: boolean;
  readonly panel: 'marks' | 'share' | 'keys' | undefined;
}

export interface Action {
  /** Also the name under `action` in the locale file. */
  readonly id: ActionId;
  readonly group: 'tool' | 'window' | 'view' | 'page' | 'reading' | 'panel';
  /** `KeyboardEvent.key` values. */
  readonly keys: readonly string[];
  /** Absent where the study has not this ability. */
  readonly needs?: Ability;
  /** Without an icon it is reached by its key only. */
  readonly icon?: LucideIcon;
  run(commands: ViewerCommands): void;
  /** For actions that are on or off. */
  isOn?(status: ViewerStatus): boolean;
  isEnabled?(status: ViewerStatus): boolean;
}

const sameWindow = (a: Window, b: Window) => Math.abs(a.center - b.center) < 0.5 && Math.abs(a.width - b.width) < 0.5;
const withStack = ({ hasStack }: ViewerStatus) => hasStack;
const withImage = ({ hasImage }: ViewerStatus) => hasImage;

const pointerTools = [
  { tool: 'window', key: 'w', icon: SunMedium },
  { tool: 'scroll', key: 's', icon: MoveVertical },
  { tool: 'zoom', key: 'z', icon: ZoomIn },
  { tool: 'pan', key: 'p', icon: Hand },
  { tool: 'length', key: 'l', icon: Ruler },
] as const;

const toolActions = pointerTools.map(({ tool, key, icon }) => ({
  id: tool,
  group: 'tool' as const,
  keys: [key],
  icon,
  run: (commands: ViewerCommands) => commands.setTool(tool),
  isOn: (status: ViewerStatus) => status.tool === tool,
  isEnabled: withStack,
}));

const presetActions = ctPresets.map(({ id, key, window }) => ({
  id,
  group: 'window' as const,
  keys: [key],
  run: (commands: ViewerCommands) => commands.setWindow(window),
  isOn: (status: ViewerStatus) => status.hounsfield && status.window !== undefined && sameWindow(status.window, window),
  isEnabled: (status: ViewerStatus) => status.hasImage && status.hounsfield,
}));

const otherActions = [
  { id: 'ownWindow', group: 'window', keys: ['0'], run: (c: ViewerCommands) => c.setWindow(), isEnabled: withImage },
  {
    id: 'invert',
    group: 'window',
    keys: ['i'],
    icon: Contrast,
    run: (c: ViewerCommands) => c.invert(),
    isOn: (s: ViewerStatus) => s.inverted,
    isEnabled: withImage,
  },
  { id: 'zoomIn', group: 'view', keys: ['+', '='], run: (c: ViewerCommands) => c.zoomBy(1.25), isEnabled: withImage },
  { id: 'zoomOut', group: 'view', keys: ['-'], run: (c: ViewerCommands) => c.zoomBy(0.8), isEnabled: withImage },
  {
    id: 'fit',
    group: 'view',
    keys: ['f'],
    icon: Maximize,
    run: (c: ViewerCommands) => c.fit(),
    isEnabled: withImage,
  },
  {
    id: 'reset',
    group: 'view',
    keys: ['r'],
    icon: RotateCcw,
    run: (c: ViewerCommands) => c.reset(),
    isEnabled: withImage,
  },
  {
    id: 'overlays',
    group: 'view',
    keys: ['o'],
    icon: Info,
    run: (c: ViewerCommands) => c.toggleOverlays(),
    isOn: (s: ViewerStatus) => s.overlays,
    isEnabled: withStack,
  },
  {
    id: 'nextImage',
    group: 'page',
    keys: ['ArrowDown', 'ArrowRight'],
    run: (c: ViewerCommands) => c.step(1),
    isEnabled: withStack,
  },
  {
    id: 'previousImage',
    group: 'page',
    keys: ['ArrowUp', 'ArrowLeft'],
    run: (c: ViewerCommands) => c.step(-1),
    isEnabled: withStack,
  },
  {
    id: 'firstImage',
    group: 'page',
    keys: ['Home'],
    run: (c: ViewerCommands) => c.step(Number.NEGATIVE_INFINITY),
    isEnabled: withStack,
  },
  {
    id: 'lastImage',
    group: 'page',
    keys: ['End'],
    run: (c: ViewerCommands) => c.step(Number.POSITIVE_INFINITY),
    isEnabled: withStack,
  },
  { id: 'nextSeries', group: 'page', keys: ['PageDown'], run: (c: ViewerCommands) => c.stepSeries(1) },
  { id: 'previousSeries', group: 'page', keys: ['PageUp'], run: (c: ViewerCommands) => c.stepSeries(-1) },
  {
    id: 'keyImage',
    group: 'reading',
    needs: 'key-images',
    keys: ['k'],
    icon: Star,
    run: (c: ViewerCommands) => c.toggleKeyImage(),
    isOn: (s: ViewerStatus) => s.keyImage,
    isEnabled: withImage,
  },
  {
    id: 'keyFilter',
    group: 'reading',
    needs: 'key-images',
    keys: ['x'],
    icon: ListChecks,
    run: (c: ViewerCommands) => c.toggleKeyFilter(),
    isOn: (s: ViewerStatus) => s.keyFilter,
    isEnabled: (s: ViewerStatus) => s.hasKeyImages || s.keyFilter,
  },
  {
    id: 'removeSelected',
    group: 'reading',
    keys: ['Delete', 'Backspace'],
    run: (c: ViewerCommands) => c.removeSelected(),
    isEnabled: withImage,
  },
  {
    id: 'marks',
    group: 'panel',
    keys: ['m'],
    icon: PanelRight,
    run: (c: ViewerCommands) => c.togglePanel('marks'),
    isOn: (s: ViewerStatus) => s.panel === 'marks',
  },
  {
    id: 'share',
    group: 'panel',
    needs: 'share',
    keys: ['h'],
    icon: Share2,
    run: (c: ViewerCommands) => c.togglePanel('share'),
    isOn: (s: ViewerStatus) => s.panel === 'share',
  },
  {
    id: 'keys',
    group: 'panel',
    keys: ['?'],
    icon: Keyboard,
    run: (c: ViewerCommands) => c.togglePanel('keys'),
    isOn: (s: ViewerStatus) => s.panel === 'keys',
  },
] as const;

export type ActionId =
  (typeof toolActions)[number]['id'] | (typeof presetActions)[number]['id'] | (typeof otherActions)[number]['id'];

/** Everything the viewer can do, once: the tool bar, the keys and the list of keys are made from it. */
export const actions: readonly Action[] = [...toolActions, ...presetActions, ...otherActions];

/** Those that this study allows. */
export function offered({ abilities }: Pick<ViewerStatus, 'abilities'>): readonly Action[] {
  return actions.filter(({ needs }) => needs === undefined || abilities.has(needs));
}

/** Where keys mean something else: text, lists, tabs. */
const ownKeys =
  'input:not([type="range"]), textarea, select, [contenteditable="true"], [role="listbox"], [role="menu"], [role="tablist"]';

/** The action of a pressed key, unless it is meant for what has the focus or for the machine. */
export function actionOf(event: KeyboardEvent, status: ViewerStatus): Action | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const focused = event.target instanceof Element ? event.target : undefined;
  if (focused?.closest(ownKeys)) return undefined;
  // Left and right go from button to button there.
  if (event.key.startsWith('Arrow') && focused?.closest('[role="toolbar"]')) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return offered(status).find(({ keys }) => keys.includes(key));
}
