import { createInstance } from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import common from '../assets/locales/en/common.json' with { type: 'json' };
import deid from '../assets/locales/en/deid.json' with { type: 'json' };
import exporting from '../assets/locales/en/export.json' with { type: 'json' };
import gate from '../assets/locales/en/gate.json' with { type: 'json' };
import importing from '../assets/locales/en/import.json' with { type: 'json' };
import pixels from '../assets/locales/en/pixels.json' with { type: 'json' };
import problems from '../assets/locales/en/problems.json' with { type: 'json' };
import session from '../assets/locales/en/session.json' with { type: 'json' };
import settings from '../assets/locales/en/settings.json' with { type: 'json' };
import share from '../assets/locales/en/share.json' with { type: 'json' };
import transfers from '../assets/locales/en/transfers.json' with { type: 'json' };
import upload from '../assets/locales/en/upload.json' with { type: 'json' };
import viewer from '../assets/locales/en/viewer.json' with { type: 'json' };
import worklist from '../assets/locales/en/worklist.json' with { type: 'json' };

/** One namespace for each feature; English is complete, other languages fall back to it. */
const en = {
  common,
  deid,
  export: exporting,
  gate,
  import: importing,
  pixels,
  problems,
  session,
  settings,
  share,
  transfers,
  upload,
  viewer,
  worklist,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
    returnNull: false;
  }
}

/** Makes `useTranslation` ready. Nothing is fetched: the sentences are part of the window. */
export async function startI18n(): Promise<i18n> {
  const instance = createInstance().use(initReactI18next);
  await instance.init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    resources: { en },
    interpolation: { escapeValue: false },
  });
  return instance;
}
