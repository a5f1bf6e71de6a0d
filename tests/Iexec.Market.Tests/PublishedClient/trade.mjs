// A seller and a requester trade through the market with the published client. Prints what it saw as one line of JSON.
import { IExec, utils } from 'iexec';

const { rpc, hub, market, seller, requester, app, pool } = JSON.parse(process.argv[2]);

const connect = (key) => new IExec(
  { ethProvider: utils.getSignerFromPrivateKey(rpc, key, { allowExperimentalNetworks: true }) },
  { hubAddress: hub, iexecGatewayURL: market, smsURL: market, ipfsGatewayURL: market, allowExperimentalNetworks: true });

const eventually = async (read, isDone) => {
  for (let i = 0; i < 600; i++) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error('the market did not get there in time');
};

const sells = connect(seller);
const asks = connect(requester);
const quick = { preflightCheck: false };

const apporder = await sells.order.signApporder(await sells.order.createApporder({ app, appprice: 1, volume: 5 }), quick);
const appHash = await sells.order.publishApporder(apporder);
const poolorder = await sells.order.signWorkerpoolorder(
  await sells.order.createWorkerpoolorder({ workerpool: pool, workerpoolprice: 2, category: 0, volume: 5 }));
const poolHash = await sells.order.publishWorkerpoolorder(poolorder);
const requestorder = await asks.order.signRequestorder(
  await asks.order.createRequestorder({
    app, appmaxprice: 1, workerpoolmaxprice: 2, requester: await asks.wallet.getAddress(), volume: 2, category: 0, params: { iexec_args: 'Zoë "quoted"' },
  }), quick);
const requestHash = await asks.order.publishRequestorder(requestorder, quick);

const [apps, pools, requests] = [
  await asks.orderbook.fetchAppOrderbook({ app }),
  await asks.orderbook.fetchWorkerpoolOrderbook({ workerpool: pool, category: 0 }),
  await sells.orderbook.fetchRequestOrderbook({ requester: await asks.wallet.getAddress() }),
];
const refusal = await asks.order.publishApporder(apporder).catch((e) => e.message);

const { dealid } = await asks.order.matchOrders(
  { apporder: apps.orders[0].order, workerpoolorder: pools.orders[0].order, requestorder: requests.orders[0].order }, quick);
const deals = await eventually(() => asks.deal.fetchDealsByApporder(appHash), (found) => found.count > 0);
const mine = await asks.deal.fetchRequesterDeals(await asks.wallet.getAddress());
const afterMatch = await eventually(() => asks.orderbook.fetchApporder(appHash), (found) => found.remaining === 3);
const filled = await eventually(() => asks.orderbook.fetchRequestorder(requestHash), (found) => found.status === 'filled');

const unpublished = [await sells.order.unpublishApporder(appHash), await sells.order.unpublishLastWorkerpoolorder(pool)];

console.log(JSON.stringify({
  published: [appHash, poolHash, requestHash],
  listed: [apps, pools, requests].map((book) => book.orders.map((o) => o.orderHash)),
  counts: [apps.count, pools.count, requests.count],
  refusal,
  dealid,
  deals: deals.deals.map((d) => d.dealid),
  mine: mine.deals.map((d) => d.dealid),
  remaining: afterMatch.remaining,
  requestStatus: filled.status,
  unpublished,
}));
