import { NeedsModel } from '../../page/needs-model.js';
import { RoomTitle } from '../../page/room-title.js';
import { LatentMap } from './latent-map.js';

/** The space of codes as a map, to be looked at and decoded from. */
export function LatentRoom() {
  return (
    <>
      <RoomTitle title="Latent space">
        Where the encoder puts examples that it has not learnt from. Point at one to see it; click anywhere to
        see what the decoder makes of that place. While a model trains, the map moves with it.
      </RoomTitle>
      <NeedsModel>
        <LatentMap />
      </NeedsModel>
    </>
  );
}
