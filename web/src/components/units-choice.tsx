import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api.ts';
import { useWords } from '../words/index.ts';

/** Several units of the directory. */
export function UnitsChoice({
  value,
  onChange,
}: {
  readonly value?: readonly string[];
  readonly onChange?: (ids: readonly string[]) => void;
}) {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const text = useDeferredValue(typed.trim());
  const { data, isFetching } = useQuery({
    queryKey: ['units', text],
    enabled: text !== '',
    queryFn: async () => (await api.GET('/api/units', { params: { query: { text, limit: 20 } } })).data,
  });
  const found = (data?.rows ?? []).map(({ id, name }) => [id, name] as const);
  const options = [...new Map([...known, ...found])].map(([id, name]) => ({ value: id, label: name }));
  return (
    <Select
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      aria-label={say('unit.choose')}
      placeholder={say('unit.choose')}
      notFoundContent={text === '' ? say('unit.type') : say('unit.none')}
      loading={isFetching}
      value={[...(value ?? [])]}
      options={options}
      onChange={(ids: string[]) => {
        setKnown(
          new Map(options.filter((one) => ids.includes(one.value)).map((one) => [one.value, one.label])),
        );
        onChange?.(ids);
      }}
    />
  );
}
