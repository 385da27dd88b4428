import { beijingTime, type Parameters } from '@luodi/core/base';

/** A reason of the core. */
export interface Reason {
  readonly code: string;
  readonly parameters: Parameters;
}

/** The same with the title of the post and 北京时间 in the place of their keys, for people to read. */
export function told({ code, parameters }: Reason, titles: ReadonlyMap<string, string>): Reason {
  const { post, at } = parameters;
  return {
    code,
    parameters: {
      ...parameters,
      ...(typeof post === 'string' && { post: titles.get(post) ?? post }),
      ...(typeof at === 'string' && { at: beijingTime(at) }),
    },
  };
}
