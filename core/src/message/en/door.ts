import type { DoorCode } from '../door-codes.ts';

/** What is refused at the door. */
export const door: Readonly<Record<DoorCode, string>> = {
  'door/key-reused': 'This Idempotency-Key was used for another request. Use a new one and try again.',
  'door/fault': 'The program failed; nothing was changed. Tell the administrator the number {request}.',
  'door/answer-fault':
    'It was done, but the result cannot be shown. Reload the page, and tell the administrator the number {request}.',
  'door/no-such-address': 'There is no such address: {method} {path}. /api/openapi.json lists the addresses.',
  'door/bad-address': 'The address is malformed: check its percent-encoding.',
  'door/key-needed':
    'The header Idempotency-Key is missing. Make a new one for each thing to be done, and repeat it when trying again.',
  'door/bad-key': 'Idempotency-Key is 1 to 200 visible ASCII characters.',
  'door/version-needed':
    'The header If-Match is missing. Read first, and put the ETag that you read into If-Match.',
  'door/bad-version': 'If-Match is the one ETag that was read, such as "3"; neither * nor W/.',
  'door/stale':
    'Somebody changed this meanwhile, and nothing was saved. Look at what is there now and try again.',
  'door/other-site': 'This request comes from another site and was refused. Use the pages of this system.',
  'door/bad-cursor': 'The mark of the next page is wrong or no longer valid. Begin again at the first page.',
  'door/content-type': 'The body must be {expected}.',
  'door/too-large': 'This is too large: at most {megabytes} MB.',
  'door/too-deep': 'The JSON is nested too deeply: at most {limit} levels.',
  'door/bad-json': 'The body is not JSON in UTF-8: look at character {position}.',
  'door/field-twice': '"{field}" is written twice. Keep one.',
  'door/bad-request': 'The request is malformed; nothing was done.',
  'door/no-body-expected': 'This takes no body. Leave it out.',
  'door/field-missing': '"{field}" is missing.',
  'door/field-unknown': 'There is no field "{field}". Leave it out, or check how it is written.',
  'door/field-type': '"{field}" is of the wrong type: {expected} is expected.',
  'door/field-too-long': '"{field}" is too long: at most {limit}.',
  'door/field-too-short': '"{field}" is too short: at least {limit}.',
  'door/field-too-large': '"{field}" is too large: at most {limit}.',
  'door/field-too-small': '"{field}" is too small: at least {limit}.',
  'door/field-not-among': '"{field}" can only be one of: {choices}.',
  'door/field-invalid': '"{field}" is malformed.',
  'door/bad-character': '"{field}" holds the character {character}, which cannot be used. Take it out.',
  'door/too-many-requests': 'Too many requests. Try again in {seconds} seconds.',
  'door/too-many-streams': 'Too many open pages. Close some, or try again in {seconds} seconds.',
  'door/busy': 'The server is busy; nothing was changed. Try again in {seconds} seconds.',
  'door/database-away':
    'The database cannot be reached at present; nothing was changed. Try again in {seconds} seconds.',
  'door/outcome-unknown':
    'The connection to the database broke, and it is not known whether this was done. Send the same again after {seconds} seconds: it is not done twice.',
  'door/disk-full':
    'The disk of the server is full, and nothing can be changed at present. Tell the administrator, and try again in {seconds} seconds.',
  'door/stopping': 'The server is stopping. Try again in {seconds} seconds.',
};
