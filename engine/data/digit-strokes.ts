/**
 * How the ten digits are written: for each, several hands, each a list of pen strokes. Pure data; knows nothing of
 * pixels. Coordinates: x to the right and y downward, the digit's box being 0…1 both ways;
 * written here in hundredths, `x y, x y, …`. A stroke is the curve (Catmull-Rom) through its points; a corner is where
 * one stroke ends and the next begins.
 */

export type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];
export interface Hand {
  /** How often this hand is drawn, relative to the digit's other hands. */
  readonly weight: number;
  readonly strokes: readonly Stroke[];
}

function hand(weight: number, ...strokes: string[]): Hand {
  return { weight, strokes: strokes.map(parseStroke) };
}

function parseStroke(text: string): Stroke {
  return text.split(', ').map((point): Point => {
    const [x, y] = point.split(' ');
    return [Number(x) / 100, Number(y) / 100];
  });
}

export const digitHands: Record<Digit, readonly Hand[]> = {
  0: [
    // A round loop; a narrow one; one that starts at the upper right and overshoots; one left open at the top.
    hand(3, '50 0, 18 18, 10 50, 20 84, 50 100, 80 84, 90 50, 80 16, 50 0'),
    hand(2, '52 0, 32 20, 27 52, 34 86, 50 100, 67 84, 73 48, 66 14, 52 0'),
    hand(2, '72 10, 50 2, 20 22, 10 58, 28 94, 62 96, 88 66, 84 26, 60 4, 40 10'),
    hand(1, '38 2, 14 24, 8 60, 28 96, 66 98, 90 66, 86 28, 64 6'),
  ],
  1: [
    // A plain stem; with a flag; with a flag and a foot.
    hand(4, '50 0, 50 50, 50 100'),
    hand(2, '30 24, 44 12, 54 0', '54 0, 53 50, 52 100'),
    hand(1, '28 22, 42 12, 52 0', '52 0, 51 50, 50 98', '24 98, 50 99, 78 98'),
  ],
  2: [
    // Hook, slope and base; with a loop at the lower left; angular; with a round base like a swan.
    hand(3, '14 24, 30 4, 62 2, 82 22, 70 50, 40 76, 10 98', '10 98, 50 97, 92 95'),
    hand(2, '18 20, 42 2, 72 10, 76 36, 56 66, 28 92, 10 90, 16 74, 38 78, 60 94, 94 90'),
    hand(1, '12 6, 48 2, 86 6', '86 6, 50 50, 10 96', '10 96, 50 98, 90 94'),
    hand(1, '24 34, 26 10, 54 0, 78 16, 72 44, 42 74, 8 86', '8 86, 36 82, 66 98, 94 90'),
  ],
  3: [
    // Two round bows; a flat top; a large lower bow; a small loop in the waist.
    hand(3, '16 12, 44 0, 76 12, 72 36, 42 47', '42 47, 76 56, 86 78, 56 99, 14 90'),
    hand(1, '14 4, 50 3, 84 3', '84 3, 62 22, 44 42', '44 42, 78 50, 86 76, 56 99, 14 90'),
    hand(1, '24 6, 52 0, 70 14, 62 30, 38 36', '38 36, 76 44, 90 70, 66 96, 10 96'),
    hand(2, '20 16, 40 1, 72 8, 74 32, 50 50, 38 46, 50 42, 78 56, 80 84, 50 100, 18 84'),
  ],
  4: [
    // Open at the top; closed; a cup with a tall stem; a single zigzag.
    hand(3, '24 2, 18 28, 12 54', '12 54, 50 53, 92 50', '74 4, 70 50, 66 100'),
    hand(2, '66 0, 40 32, 8 66', '8 66, 50 66, 94 64', '66 0, 66 50, 66 100'),
    hand(2, '18 6, 12 34, 30 52, 56 50, 76 34', '82 0, 74 50, 64 100'),
    hand(1, '34 0, 22 36, 10 62', '10 62, 50 58, 90 58', '60 30, 56 64, 52 100'),
  ],
  5: [
    // Bar, neck and bow; written in one S; a wide bar and a low bow; a bar that leans up.
    hand(3, '84 3, 52 3, 26 5', '26 5, 22 24, 20 42', '20 42, 50 36, 82 54, 78 84, 48 100, 12 90'),
    hand(2, '82 6, 50 2, 28 16, 30 36, 58 48, 78 68, 62 92, 36 100, 12 90'),
    hand(1, '94 6, 62 4, 34 8', '34 8, 30 30, 22 50', '22 50, 48 44, 72 60, 70 84, 42 99, 8 92'),
    hand(1, '36 10, 62 6, 92 0', '36 10, 28 30, 26 46', '26 46, 56 44, 78 66, 66 92, 36 98, 16 84'),
  ],
  6: [
    // A curved back; a straight one; a large loop; a loop that crosses the back.
    hand(3, '72 2, 40 20, 18 52, 22 86, 50 100, 80 86, 80 62, 54 48, 24 62'),
    hand(2, '50 0, 34 32, 22 70, 34 96, 62 96, 76 76, 60 58, 34 64, 24 78'),
    hand(1, '60 0, 24 24, 8 60, 20 92, 56 100, 88 78, 78 46, 44 40, 14 60'),
    hand(1, '30 0, 22 40, 26 82, 52 100, 80 84, 74 62, 46 60, 20 78'),
  ],
  7: [
    // Plain; with a bar across; with a flag at the left; with a curved leg.
    hand(3, '10 6, 50 4, 88 5', '88 5, 62 50, 40 100'),
    hand(2, '12 5, 50 5, 86 4', '86 4, 64 46, 42 100', '30 52, 56 50, 84 48'),
    hand(1, '10 26, 12 8, 18 4', '18 4, 50 6, 86 2', '86 2, 66 40, 54 100'),
    hand(2, '12 14, 40 2, 74 6, 84 22, 66 54, 50 100'),
  ],
  8: [
    // One S that returns; two rings; a narrow one; one left open at the upper right.
    hand(3, '76 16, 50 0, 24 16, 36 40, 66 56, 80 80, 50 100, 20 82, 34 56, 66 40, 76 16'),
    hand(1, '50 0, 24 10, 24 34, 50 46, 76 34, 76 10, 50 0', '50 46, 18 60, 18 88, 50 100, 82 88, 82 60, 50 46'),
    hand(2, '64 10, 46 0, 34 20, 48 44, 62 70, 56 98, 36 94, 34 70, 52 46, 68 22, 64 10'),
    hand(1, '82 8, 50 2, 26 20, 44 44, 72 66, 70 92, 42 100, 26 82, 46 54, 86 22'),
  ],
  9: [
    // A ring and a straight tail; a curved tail; a hook; a ring left open.
    hand(3, '76 14, 46 2, 20 22, 30 46, 56 46, 76 20', '76 14, 74 54, 70 100'),
    hand(2, '74 20, 50 0, 22 16, 24 42, 54 46, 76 22, 76 50, 58 80, 30 100'),
    hand(1, '78 24, 56 2, 26 12, 22 38, 50 50, 78 28, 82 66, 60 98, 18 88'),
    hand(2, '70 6, 40 4, 20 28, 34 50, 62 42, 80 12', '80 12, 66 56, 48 100'),
  ],
};
