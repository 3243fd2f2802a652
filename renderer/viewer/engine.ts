import { RenderingEngine, cache, init as initCore, setUseCPURendering } from '@cornerstonejs/core';
import { init as initLoader } from '@cornerstonejs/dicom-image-loader';
import { addTool, annotation, init as initTools, PanTool, WindowLevelTool, ZoomTool } from '@cornerstonejs/tools';
import { registerImageLoading } from './images.ts';
import { CalibratedLengthTool } from './length-tool.ts';

let engine: RenderingEngine | undefined;

/**
 * Cornerstone's engine, started when first asked for: with WebGL 2 where it works, else in plain JavaScript, which draws
 * the same picture. One for the life of the window, with one drawing context: browsers allow few of them, and 5.14
 * gives none back when an engine ends.
 */
export function startEngine(): RenderingEngine {
  engine ??= createEngine();
  return engine;
}

function createEngine(): RenderingEngine {
  initCore({ debug: { statsOverlay: false }, rendering: { webGlContextCount: 1 } });
  if (!hasWebGl2()) setUseCPURendering(true);
  initLoader({ maxWebWorkers: Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / 2))) });
  initTools();
  for (const tool of [WindowLevelTool, PanTool, ZoomTool, CalibratedLengthTool]) addTool(tool);
  cache.setMaxCacheSize(cacheBytes());
  registerImageLoading();
  annotation.config.style.setDefaultToolStyles({ global: annotationStyle });
  return new RenderingEngine('viewer');
}

/** Decoded pixels may take this much; the files they came from about as much again. */
function cacheBytes(): number {
  const memory = (navigator as { readonly deviceMemory?: number }).deviceMemory ?? 4;
  return Math.min(1024, memory * 160) * 1024 * 1024;
}

function hasWebGl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

const yellow = 'rgb(255, 214, 92)';
const blue = 'rgb(132, 206, 255)';
const annotationStyle = {
  color: yellow,
  colorHighlighted: blue,
  colorSelected: blue,
  lineWidth: '1.5',
  lineDash: '',
  shadow: true,
  textBoxVisibility: true,
  textBoxFontFamily: "'Inter Variable', system-ui, sans-serif",
  textBoxFontSize: '13px',
  textBoxColor: yellow,
  textBoxColorHighlighted: blue,
  textBoxColorSelected: blue,
  textBoxBackground: 'rgb(0 0 0 / 55%)',
  textBoxLinkLineWidth: '1',
  textBoxLinkLineDash: '2,3',
  textBoxShadow: true,
  markerSize: '10',
};
