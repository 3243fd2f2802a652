import { AudioWaveform, Box, FileQuestion, FileText, Film, Layers, ListTree, Move3d, Star, Target } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ObjectKind } from './object-kind.ts';

const icons: Readonly<Record<ObjectKind, LucideIcon>> = {
  image: Layers,
  video: Film,
  'structured-report': ListTree,
  pdf: FileText,
  document: FileText,
  'key-objects': Star,
  'presentation-state': Layers,
  waveform: AudioWaveform,
  contours: Target,
  plan: Target,
  registration: Move3d,
  spectroscopy: AudioWaveform,
  raw: Box,
  other: FileQuestion,
};

export function KindIcon({ kind }: { readonly kind: ObjectKind }) {
  const Icon = icons[kind];
  return <Icon aria-hidden strokeWidth={1.5} />;
}
