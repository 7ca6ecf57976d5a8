/** Which series of a chart something belongs to. */
export function Dot({ color }: { color: string | undefined }) {
  return (
    <svg viewBox="0 0 8 8" width={8} height={8} aria-hidden="true">
      <circle cx="4" cy="4" r="4" fill={color} />
    </svg>
  );
}
