import type { Room, Scene } from "./scene.ts";

/** A drawn room with a figure in it, where Teams shows video. No photograph of any person. */
export const CameraPicture = ({ scene }: { readonly scene: Scene }) => {
  const { room, adult, colour } = scene;
  return (
    <svg
      class={`picture picture-${colour}`}
      viewBox="0 0 160 90"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect class="wall" width="160" height="90" />
      <Furniture room={room} />
      {adult ? <Figure x={112} y={38} size={1.05} grown /> : null}
      <Figure x={adult ? 66 : 80} y={48} size={room === "classroom" ? 1.15 : 0.95} />
    </svg>
  );
};

const Figure = (props: {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly grown?: true;
}) => {
  const { x, y, size, grown } = props;
  return (
    <g class={grown ? "figure figure-grown" : "figure"} transform={`translate(${x} ${y}) scale(${size})`}>
      <path class="clothes" d="M-24 52c0-22 8-32 24-32s24 10 24 32z" />
      <rect class="skin" x="-5" y="8" width="10" height="16" rx="5" />
      <circle class="skin" cx="0" cy="0" r="13" />
      <path class="hair" d="M-14 1c-1-12 6-18 14-18s15 6 14 18c-3-7-7-9-14-9s-11 2-14 9z" />
    </g>
  );
};

const Furniture = ({ room }: { readonly room: Room }) => {
  switch (room) {
    case "living room":
      return (
        <>
          <rect class="frame" x="12" y="12" width="34" height="24" rx="2" />
          <path class="soft" d="M8 62h144v28H8z" />
          <path class="wood" d="M134 20h4v44h-4zM126 20l4-10h12l4 10z" />
        </>
      );
    case "kitchen":
      return (
        <>
          <path class="wood" d="M0 4h56v22H0zM64 4h40v22H64z" />
          <rect class="frame" x="116" y="8" width="32" height="34" rx="2" />
          <path class="soft" d="M0 66h160v24H0z" />
        </>
      );
    case "bedroom":
      return (
        <>
          <rect class="frame" x="14" y="8" width="30" height="30" rx="2" />
          <path class="wood" d="M92 30h62v60H92z" />
          <path class="pillow" d="M98 46h50v16H98z" />
          <path class="soft" d="M0 70h160v20H0z" />
        </>
      );
    case "classroom":
      return (
        <>
          <rect class="board" x="10" y="8" width="92" height="40" rx="2" />
          <path class="chalk" d="M20 20h36M20 30h52M20 40h26" />
          <path
            class="wood"
            d="M118 14h32v5h-32zM118 32h32v5h-32zM122 19h5v13h-5zM130 22h6v10h-6zM140 19h4v13h-4z"
          />
        </>
      );
  }
};
