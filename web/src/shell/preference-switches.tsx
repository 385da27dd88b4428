import { GlobalOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { usePreferences } from '../preferences-context.ts';
import { useWords } from '../words/index.ts';

const LOOKS = ['light', 'dark', 'system'] as const;

/** Language and look, remembered by this browser. */
export function PreferenceSwitches() {
  const { say } = useWords();
  const { preferences, setPreferences } = usePreferences();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [preferences.language, preferences.look],
        items: [
          {
            type: 'group',
            label: say('shell.language'),
            children: [
              { key: 'zh-CN', label: <span lang="zh-CN">中文</span> },
              { key: 'en', label: <span lang="en">English</span> },
            ],
          },
          {
            type: 'group',
            label: say('shell.look'),
            children: LOOKS.map((look) => ({ key: look, label: say(`shell.look.${look}`) })),
          },
        ],
        onClick: ({ key }) => {
          if (key === 'zh-CN' || key === 'en') setPreferences({ ...preferences, language: key });
          const look = LOOKS.find((one) => one === key);
          if (look) setPreferences({ ...preferences, look });
        },
      }}
    >
      <Button
        type="text"
        icon={<GlobalOutlined />}
        aria-label={`${say('shell.language')}、${say('shell.look')}`}
      />
    </Dropdown>
  );
}
