import type { StoreCode } from '../store-codes.ts';

/** 数据库的话：为什么没有启动、连不上、不能升级、不能备份或恢复，怎么办。 */
export const store: Readonly<Record<StoreCode, string>> = {
  'store/no-binaries':
    '没有找到可用的 PostgreSQL（需要 {needed} 及以上版本；本机为 {platform}，随程序的安装包不含它的数据库）。请用操作系统的软件源安装 PostgreSQL，或用 DATABASE_URL 指向已有的服务器。',
  'store/binaries-unusable':
    '“{path}”处的 PostgreSQL 无法运行：{reason}。请修复或重新安装，或用 LUODI_POSTGRES 指明另一处。',
  'store/server-too-old':
    '数据库服务器是 PostgreSQL {version}，需要 {needed} 及以上版本。请升级数据库服务器。',
  'store/other-major':
    '数据目录“{folder}”由 PostgreSQL {major} 建立，只能由同一主版本打开，本机现有的是：{found}。请安装 PostgreSQL {major}。',
  'store/no-account':
    '以 root 身份启动时，数据库须由另一个没有特权的系统用户运行，而本机不允许切换用户（{reason}）。请用普通用户启动本程序。',
  'store/not-writable': '无法写入数据目录“{folder}”（{reason}）。请修改权限，或用 LUODI_DATA 指明另一处。',
  'store/disk-full': '“{folder}”所在的磁盘空间不足。请清理磁盘后再启动；已经确认的内容没有丢失。',
  'store/owned':
    '数据目录“{folder}”正由另一个落地程序使用（进程 {pid}，自 {since}）。请先停止它，或用 LUODI_DATA 指明另一处。',
  'store/orphan-stuck':
    '上次遗留的数据库进程 {pid} 没有在 {seconds} 秒内停止。请等它结束，或手工停止该进程后再启动。',
  'store/passwords-lost':
    '数据目录中缺少口令文件“{path}”，无法登录数据库。请从备份中取回该文件，或用 luodi restore 恢复。',
  'store/initialise-failed': '未能在“{folder}”建立数据库：{reason}。',
  'store/start-failed': '数据库没有启动：{reason}。详情见日志“{log}”。',
  'store/start-timeout': '数据库在 {seconds} 秒内没有就绪。详情见日志“{log}”。',
  'store/address-invalid':
    'DATABASE_URL 不是数据库地址。请写成 postgres://用户:口令@主机:端口/数据库 的形式。',
  'store/unreachable': '连不上数据库“{address}”：{reason}。请检查地址、网络和服务器是否在运行。',
  'store/wrong-password': '数据库“{address}”不接受所给的用户名或口令。请检查 DATABASE_URL。',
  'store/no-database':
    '数据库服务器“{address}”上没有这个数据库。请先建立它（编码 UTF8），或改正 DATABASE_URL。',
  'store/not-utf8': '数据库“{address}”的编码是 {encoding}，需要 UTF8。请另建一个 UTF8 编码的数据库。',
  'store/unsafe':
    '数据库“{address}”设置了 {setting}=off，断电会丢失已确认的内容，不能使用。请改为 on 并重启数据库服务器。',
  'store/newer-database':
    '数据库的结构是第 {database} 版，由更新的程序建立；本程序只认到第 {program} 版。请升级程序，数据没有改动。',
  'store/migration-changed':
    '升级脚本“{name}”与数据库上执行过的内容不同。请换回原来的程序文件，数据没有改动。',
  'store/migration-missing':
    '数据库执行过第 {number} 号升级脚本，程序中却没有。请安装完整的程序，数据没有改动。',
  'store/migration-failed':
    '升级脚本“{name}”的第 {statement} 条语句失败：{reason}。这一步已全部撤回；排除原因后再次启动即可继续。',
  'store/not-set-up': '“{folder}”中还没有数据库。请先启动一次程序，或用 luodi restore 从备份恢复。',
  'store/backup-external':
    '数据库由 DATABASE_URL 指定，不由本程序管理。请用该服务器自己的工具备份和恢复（例如 pg_dump、pg_basebackup）。',
  'store/backup-failed': '备份没有完成：{reason}。“{path}”处没有留下不完整的备份。',
  'store/backup-inside': '备份不能放在数据库目录“{folder}”里面。请换一个位置，最好在另一块磁盘上。',
  'store/backup-exists': '“{path}”已经存在，不会覆盖。请换一个名字。',
  'store/backup-missing': '“{path}”不是落地的备份，或没有写完整：找不到可读的 manifest.json。',
  'store/backup-damaged': '备份“{path}”已损坏，没有恢复：其中的“{part}”缺失或内容不符。请换另一份备份。',
  'store/restore-occupied':
    '“{folder}”中已有数据库，不会覆盖。请用 LUODI_DATA 指明一个空目录，或先把原来的移走。',

  'store/locale-fallback': '本机没有 {wanted} 语言环境，数据库改用 {used}；排序和查找不受影响。',
  'store/not-restarted': '数据库进程停止后未能启动，稍后自动再试：{reason}。',
  'store/restarted': '数据库进程意外停止，已重新启动。',
  'store/migrated': '数据库已升级：{from} → {to}（{count} 步）。',
  'store/up-to-date': '数据库结构是第 {to} 版，不需要升级。',
  'store/backed-up': '已备份到“{path}”（{files} 个文件，{megabytes} MB，用时 {seconds} 秒）。',
  'store/restored': '已从“{path}”恢复到“{folder}”（用时 {seconds} 秒）。',
};
