/** Bytes that QR versions 1 to 40 hold at error correction level M in byte mode (ISO/IEC 18004, table 7). */
export const QR_CAPACITY_LEVEL_M: readonly number[] = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779,
  857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
]
