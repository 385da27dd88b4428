import type { Look } from './theme.ts';
import type { Language } from './words/index.ts';

/** What this browser remembers about how its user likes the screens. Nothing of it concerns the work. */
export interface Preferences {
  readonly language: Language;
  readonly look: Look | 'system';
}

const PLACE = 'luodi.preferences';

/** Remembered preferences; the browser's language and look where there are none. */
export function rememberedPreferences(): Preferences {
  const fallback: Preferences = {
    language: navigator.language.toLowerCase().startsWith('zh') || navigator.language === '' ? 'zh-CN' : 'en',
    look: 'system',
  };
  try {
    const { language, look } = JSON.parse(localStorage.getItem(PLACE) ?? '{}') as Partial<Preferences>;
    return {
      language: language === 'zh-CN' || language === 'en' ? language : fallback.language,
      look: look === 'light' || look === 'dark' || look === 'system' ? look : fallback.look,
    };
  } catch {
    return fallback;
  }
}

export function remember(preferences: Preferences): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify(preferences));
  } catch {
    // A browser that keeps nothing still works; it asks again next time.
  }
}

/** The look in force now. */
export function lookOf({ look }: Preferences): Look {
  if (look !== 'system') return look;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
