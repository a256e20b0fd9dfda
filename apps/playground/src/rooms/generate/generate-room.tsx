import { NeedsModel } from '../../page/needs-model.js';
import { RoomTitle } from '../../page/room-title.js';
import { GenerateTabs } from './generate-tabs.js';

/** New examples from a model: at random, by sliders, between two, along one value of the code. */
export function GenerateRoom() {
  return (
    <>
      <RoomTitle title="Generate">
        What the decoder makes of codes that no example has: drawn at random, set by hand, on the way between
        two examples, or with one value changed.
      </RoomTitle>
      <NeedsModel>
        <GenerateTabs />
      </NeedsModel>
    </>
  );
}
