import {
  decodePacket,
  decodePayload,
  encodePacket,
  encodePayload,
  type Packet as Frame,
} from 'engine.io-parser';
import { Decoder, Encoder, type Packet } from 'socket.io-parser';

/** What goes over one connection, either way: of Engine.IO, which carries Socket.IO's packets. */
export type { Frame, Packet };

/** Frames of one message over a WebSocket. */
export function readFrame(text: string): Frame {
  return decodePacket(text);
}

export function writeFrame(frame: Frame): string {
  let text = '';
  encodePacket(frame, true, (encoded: string) => (text = encoded)); // text is encoded at once
  return text;
}

/** The frames in the body of a poll. */
export function readFrames(text: string): Frame[] {
  return text === '' ? [] : decodePayload(text);
}

/** A poll is never answered with nothing: a frame that says nothing stands in. */
export function writeFrames(frames: readonly Frame[]): string {
  let text = '';
  encodePayload(
    frames.length > 0 ? [...frames] : [{ type: 'noop' }],
    (encoded) => (text = encoded),
  );
  return text;
}

/** The packet in a frame, if there is one and it is text. */
export function packetIn({ type, data }: Frame): Packet | undefined {
  if (type !== 'message' || typeof data !== 'string') return undefined;
  let packet: Packet | undefined;
  const decoder = new Decoder();
  decoder.on('decoded', (decoded) => (packet = decoded));
  decoder.add(data);
  return packet; // none while bytes are to follow in frames of their own
}

/** @param json the text of what a packet says, where it is another than usual */
export function frameWith(packet: Packet, json: (value: unknown) => string = usual): Frame {
  const [data] = new Encoder().encode(packet) as [string];
  if (json === usual || packet.data === undefined) return { type: 'message', data };
  const head = data.slice(0, -usual(packet.data).length);
  return { type: 'message', data: head + json(packet.data) };
}

const usual = (value: unknown) => JSON.stringify(value);
