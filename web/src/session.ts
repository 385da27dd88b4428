import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, askAs, Problem } from './api.ts';
import type { components } from './openapi.d.ts';

export type Session = components['schemas']['Session'];
export type HeldPost = Session['posts'][number];

const PLACE = 'luodi.post';

/** Who signed in, with their posts; null where nobody did. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      const { data } = await api.GET('/api/session');
      if (!data) return null;
      askAs(postOf(data)?.post ?? null);
      return data;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

/** The post that acts in this tab: the one that was chosen here, otherwise the first. */
export function postOf({ posts }: Session): HeldPost | null {
  const chosen = sessionStorage.getItem(PLACE);
  return posts.find(({ post }) => post === chosen) ?? posts[0] ?? null;
}

/** Acts as this post from now on, in this tab alone. */
export function actAs(post: string): void {
  sessionStorage.setItem(PLACE, post);
  askAs(post);
}

/** On screens behind the sign-in. */
export function useSession(): { readonly session: Session; readonly post: HeldPost | null } {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error('this screen is behind the sign-in');
  return { session: data, post: postOf(data) };
}

/** Whether the post is one of the three administrators, who see no programme. */
export function administers(post: HeldPost | null): boolean {
  return post?.roles.some((role) => /^(system|security|audit)-/.test(role)) ?? false;
}
