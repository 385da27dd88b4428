import { createContext, useContext } from 'react';
import type { Preferences } from './preferences.ts';

interface Preference {
  readonly preferences: Preferences;
  readonly setPreferences: (preferences: Preferences) => void;
}

export const PreferencesContext = createContext<Preference | null>(null);

export function usePreferences(): Preference {
  const preference = useContext(PreferencesContext);
  if (!preference) throw new Error('no preferences above this part of the screen');
  return preference;
}
