import { UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { api } from '../api.ts';
import { paths } from '../paths.ts';
import { actAs, useSession } from '../session.ts';
import { useWords } from '../words/index.ts';

/** As whom one acts; people with several posts choose one here. */
export function PostSwitch() {
  const { say } = useWords();
  const { session, post } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const name = post?.title ?? session.name ?? session.login ?? '';
  const signOut = async () => {
    await api.POST('/api/session/end');
    client.clear();
    await navigate({ to: paths.signIn });
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: post ? [post.post] : [],
        items: [
          ...session.posts.map(({ post: id, title, unitName }) => ({
            key: id,
            label: (
              <span className="post-choice">
                {title}
                <small>{unitName}</small>
              </span>
            ),
          })),
          { type: 'divider' as const },
          { key: 'sign-out', label: say('shell.sign-out') },
        ],
        onClick: async ({ key }) => {
          if (key === 'sign-out') return signOut();
          actAs(key);
          await client.resetQueries();
          return navigate({ to: paths.home });
        },
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={`${say('shell.post')} ${name}`}>
        <span className="shell-post">{name}</span>
      </Button>
    </Dropdown>
  );
}
