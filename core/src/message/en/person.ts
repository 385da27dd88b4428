import type { PersonCode } from '../person-codes.ts';

/** Signing in, people and their posts. */
export const person: Readonly<Record<PersonCode, string>> = {
  'person/wrong-login': 'The user name or the password is wrong.',
  'person/not-signed-in': 'You have not signed in, or your session has ended. Please sign in again.',
};
