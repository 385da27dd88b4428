import { type ThemeConfig, theme } from 'antd';

export type Look = 'light' | 'dark';

const FONT = [
  '"Source Han Sans SC"',
  '"Noto Sans CJK SC"',
  '"Noto Sans SC"',
  '"PingFang SC"',
  '"Microsoft YaHei UI"',
  '"Microsoft YaHei"',
  'system-ui',
  'sans-serif',
].join(', ');

/**
 * The look of all screens: quiet, dense enough for people who live in tables. Every pair of text and ground reaches the
 * contrast of WCAG 2.2 AA (4.5 : 1), which the defaults of the component library do not.
 */
export function themeOf(look: Look): ThemeConfig {
  const dark = look === 'dark';
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    // Styles are written into the page by script; the server's policy allows them by their nonce alone.
    cssVar: { key: 'luodi' },
    token: {
      fontFamily: FONT,
      fontSize: 14,
      borderRadius: 4,
      colorPrimary: dark ? '#5b9bff' : '#0b4fb3',
      colorLink: dark ? '#7db0ff' : '#0b4fb3',
      colorTextSecondary: dark ? '#b4bcc6' : '#4a5562',
      colorTextTertiary: dark ? '#a3acb8' : '#58626f',
      colorTextPlaceholder: dark ? '#98a2ae' : '#667080',
      colorTextDescription: dark ? '#b4bcc6' : '#4a5562',
      colorTextDisabled: dark ? '#98a2ae' : '#667080',
      colorSuccess: dark ? '#5fcf8c' : '#0b6b3a',
      colorWarning: dark ? '#f0b64d' : '#8a5200',
      colorError: dark ? '#ff8a80' : '#b5121b',
      ...(dark ? { colorBgBase: '#14181d', colorTextLightSolid: '#0b1626' } : {}),
      motion: false,
    },
    components: {
      Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 8, headerBg: dark ? '#1d232a' : '#f2f5f9' },
      Layout: { headerBg: dark ? '#1a1f26' : '#ffffff', siderBg: dark ? '#1a1f26' : '#ffffff' },
    },
  };
}
