/** The subject of a figure that depends on how many orders there are. */
export function ordersText(orders: number): string {
  return `${orders.toLocaleString('en')} orders`;
}
