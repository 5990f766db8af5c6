// The register has no industry column: the sandbox statistics department reads it from the name, then the scope.
import type { SeededDraw } from './seeded-draw.ts';
import type { Sector } from './size-class.ts';

/** First match wins, so the narrow words stand before the wide ones. */
const NAME_WORDS: readonly (readonly [RegExp, Sector])[] = [
  [/银行|信用社|保险|证券|担保|小额贷款|典当|期货/, 'other'],
  [/物业/, 'property'],
  [/房地产开发|置业|房产开发/, 'real-estate'],
  [/酒店|宾馆|旅馆|旅社|招待所|饭店管理|民宿|大酒店/, 'lodging'],
  [/餐饮|餐厅|饭店|酒楼|食府|小吃|面馆|火锅|美食|咖啡|菜馆/, 'catering'],
  [/快递|速递|邮政/, 'post'],
  [/仓储|冷库|冷藏/, 'warehousing'],
  [/物流|运输|货运|客运|公交|出租汽车|船务|航运|货代/, 'transport'],
  [/软件|信息技术|信息系统|信息工程|网络科技|网络技术|电脑|计算机|数据|智能科技/, 'software'],
  [/电信|移动通信|联通|有线电视|广播电视网络|铁通/, 'telecom'],
  [/建筑|建设|工程|装饰|装潢|园林绿化|市政|安装|防水/, 'construction'],
  [/合作社|农业|农场|养殖|林场|茶场|苗木|园艺|种植|果蔬专业|水产养殖|畜牧/, 'agriculture'],
  [
    /超市|便利店|商店|商场|百货|药店|大药房|药房|加油站|专卖店|门市部|经营部|商行|供销社|五金店|服装店|书店|眼镜|4S/,
    'retail',
  ],
  [/贸易|进出口|商贸|物资|经贸|供应链|批发|销售|实业/, 'wholesale'],
  [
    /广告|咨询|租赁|会展|旅行社|旅游|人力资源|劳务|投资|企业管理|商务|代理|律师|会计|策划|中介|拍卖/,
    'leasing',
  ],
  [
    /厂|制造|机械|化工|纺织|服饰|服装|电器|电子|塑料|塑胶|印刷|印务|纸业|包装|五金|金属|钢|铸造|模具|阀门|轴承|制药|药业|食品|丝绸|家具|玩具|汽配|汽车零部件|建材|水泥|电力|能源|环保设备|仪器|仪表|光电|染整|针织|化纤|工艺品|材料/,
    'industry',
  ],
  [/医院|诊所|学校|幼儿园|培训|文化|传媒|影视|美容|美发|足浴|健身|维修|检测|技术|科技/, 'other'],
];

const SCOPE_WORDS: readonly (readonly [RegExp, Sector])[] = [
  [/^[^，。；]{0,12}(制造|生产|加工)/, 'industry'],
  [/^[^，。；]{0,8}零售/, 'retail'],
  [/^[^，。；]{0,8}(批发|销售)/, 'wholesale'],
  [/^[^，。；]{0,16}(运输|货运)/, 'transport'],
  [/^[^，。；]{0,16}(施工|承包)/, 'construction'],
  [/技术开发|软件/, 'software'],
  [/餐饮|餐/, 'catering'],
  [/咨询|服务/, 'leasing'],
];

/** Assumed mix of the enterprises whose words say nothing. */
const SECTOR_MIX: Readonly<Partial<Record<Sector, number>>> = {
  wholesale: 30,
  retail: 16,
  industry: 22,
  leasing: 12,
  software: 6,
  construction: 5,
  other: 9,
};

/** @param name registered name, empty when the sandbox was given no register */
export function guessSector(name: string, scope: string, draw: SeededDraw): Sector {
  const byName = NAME_WORDS.find(([words]) => words.test(name));
  if (byName) return byName[1];
  const byScope = SCOPE_WORDS.find(([words]) => words.test(scope));
  if (byScope) return byScope[1];
  return draw.pick('sector', SECTOR_MIX as Record<Sector, number>);
}
