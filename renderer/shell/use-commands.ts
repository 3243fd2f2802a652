import { ArrowUpDown, Contrast, Disc3, Monitor, Moon, Rows3, Settings2, Sun, Ticket } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { storeTheme } from '../ui/theme.ts';
import type { Command } from './commands.ts';

/** What the command field offers anywhere. */
export function useCommands(): readonly Command[] {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return [
    { id: 'worklist', name: t('command.worklist'), icon: Rows3, run: () => navigate('/worklist') },
    { id: 'import', name: t('command.import'), icon: Disc3, run: () => navigate('/import') },
    { id: 'transfers', name: t('command.transfers'), icon: ArrowUpDown, run: () => navigate('/transfers') },
    { id: 'settings', name: t('command.settings'), icon: Settings2, run: () => navigate('/settings') },
    { id: 'upload', name: t('command.upload'), icon: Ticket, run: () => navigate('/upload') },
    { id: 'system', name: t('command.system'), icon: Monitor, run: () => storeTheme('system') },
    { id: 'dark', name: t('command.dark'), icon: Moon, run: () => storeTheme('dark') },
    { id: 'light', name: t('command.light'), icon: Sun, run: () => storeTheme('light') },
    { id: 'contrast', name: t('command.contrast'), icon: Contrast, run: () => storeTheme('contrast') },
  ];
}
