// Legal forms from code, type and name, on rows of the real register.
import { describe, expect, it } from 'vitest';
import { legalFormOf } from '../../../core/enterprise/legal-form.ts';

describe('legalFormOf', () => {
  it.each([
    // The name tells: a company, or its parent's full name and then its own.
    ['91', '杭州外运物流有限公司', undefined, 'legal-person'],
    ['91', '浙江蚂蚁小微金融服务集团股份有限公司', undefined, 'legal-person'],
    ['91', '淳安县木材公司', undefined, 'legal-person'],
    ['91', '杭州大厦集团公司货运代理有限公司', undefined, 'legal-person'],
    ['91', '中汽商用汽车有限公司(杭州)', undefined, 'legal-person'],
    ['91', '中国农业银行股份有限公司建德市支行', undefined, 'branch'],
    ['91', '上海星巴克咖啡经营有限公司 杭州世贸丽晶城欧美中心店', undefined, 'branch'],
    ['91', '杭州余杭石油有限公司临平加油站(补领)', undefined, 'branch'],
    ['91', '大丹宜化工(南京)有限公司杭州办事处', undefined, 'branch'],
    ['91', '国网浙江省电力有限公司杭州供电公司', undefined, 'branch'],
    ['91', '杭州金榈汽车销售服务有限公司昌化分店', '有限责任公司', 'branch'],
    ['91', '中国邮政集团公司杭州市古翠路支局', undefined, 'branch'],
    ['91', '思博亚洲有限公司杭州代表处', undefined, 'representative-office'],
    ['91', '杭州石塘股份经济合作社', undefined, 'cooperative'],
    ['91', '某某投资管理合伙企业（有限合伙）', undefined, 'partnership'],
    // The type tells where the name does not.
    ['91', '杭州萧山新星塑料厂', '股份合作制', 'legal-person'],
    ['91', '杭州余杭瓶窑镇汽车配件厂', '集体分支机构(非法人)', 'branch'],
    ['91', '某某五金厂', '个人独资企业', 'sole-proprietorship'],
    ['91', '某某五金厂', '普通合伙', 'partnership'],
    ['91', '杭州市余杭区供销合作社联合社', '集体所有制', 'legal-person'],
    ['91', '上海国荣漆包线厂杭州灯具经营部', '国有企业', 'legal-person'],
    ['91', '某某经营部', '国有经营单位(非法人)', 'other'],
    // The code tells.
    ['92', '杭州华辰连锁超市有限公司富阳三桥加盟店', undefined, 'individual-business'],
    ['92', '西湖区某某小吃店', '个体工商户', 'individual-business'],
    ['93', '景宁东坑马坑蔬菜专业合作社', '有限责任公司', 'cooperative'],
    ['52', '杭州市萧山区党山供销社幼儿园', undefined, 'other'],
    // A business that became a company keeps its code: then only a type can settle it.
    ['92', '杭州悦家包装有限公司', '有限责任公司', 'legal-person'],
    ['92', '杭州恒峰服饰有限公司', '个体工商户', 'individual-business'],
    ['92', '杭州恒峰服饰有限公司', undefined, undefined],
    // Nothing tells: unknown.
    ['91', '杭州安溪塑料编织厂', undefined, undefined],
    ['91', '杭州市土特产总公司茶叶公司', undefined, undefined],
    ['91', '杭州金马房地产', '5', undefined],
  ])('%s %s (%s) is %s', (code, name, typeText, form) => {
    expect(legalFormOf({ uscc: `${code}330100799655058B`.slice(0, 18), name, typeText })).toBe(form);
  });
});
