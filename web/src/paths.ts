/** Every address of the screens. The screens never write one themselves. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  setup: '/setup',
  programmes: '/programmes',
  upload: '/programmes/new',
  inbox: '/inbox',
  admin: '/admin',
  overview: (programme: string) => `/programmes/${programme}`,
  review: (programme: string) => `/programmes/${programme}/document`,
  ledger: (programme: string) => `/programmes/${programme}/ledger`,
  ledgerOf: (programme: string, unit: string): string =>
    `/programmes/${programme}/ledger?unit=${encodeURIComponent(unit)}`,
  responsibilities: (programme: string) => `/programmes/${programme}/responsibilities`,
  dispatch: (programme: string) => `/programmes/${programme}/dispatch`,
  assignment: (programme: string, id: string) => `/programmes/${programme}/assignments/${id}`,
  slip: (programme: string, no: number) => `/programmes/${programme}/slips/${no}`,
  measure: (programme: string, id: string) =>
    `/programmes/${programme}/ledger?chosen=${encodeURIComponent(id)}`,
  journal: (programme: string) => `/programmes/${programme}/journal`,
} as const;
