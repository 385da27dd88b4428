import { Button, type ButtonProps, Tooltip } from 'antd';

/** What the server says of an act: it may be done, or why not. */
export type May = true | { readonly sentence: string };

/** A button that stays where it is and says why it cannot be pressed. */
export function PermittedButton({ may, ...props }: ButtonProps & { readonly may: May }) {
  if (may === true) return <Button {...props} />;
  return (
    <Tooltip title={may.sentence}>
      {/* A disabled button is not reached by keyboard; this one is, and says its reason. */}
      <Button
        {...props}
        aria-disabled
        className="not-permitted"
        aria-description={may.sentence}
        onClick={undefined}
      />
    </Tooltip>
  );
}
