import type { Ownership, UnitKind } from "#db/words.ts"

/** Key, unit above, name, short name, ownership, industry (GB/T 4754-2017), people, posts, former name. */
type Line = readonly [string, string, string, string, Ownership, string, number, string, string?]

const enterprises: readonly Line[] = [
  [
    "lathe",
    "machinery",
    "澜江重型机床有限公司",
    "澜江机床",
    "state",
    "C3421",
    64,
    "装配钳工 车工 铣工 焊工",
    "澜江机床厂",
  ],
  ["steel", "machinery", "东山特种钢铁有限公司", "东山特钢", "state", "C3130", 60, "焊工 天车工 轧钢工"],
  ["turbine", "machinery", "澜江水轮机有限公司", "澜江水轮", "state", "C3414", 34, "装配钳工 焊工 铣工"],
  ["foundry", "machinery", "西岭铸造有限公司", "西岭铸造", "collective", "C3391", 26, "铸造工 焊工 天车工"],
  ["lift", "machinery", "澜江电梯制造有限公司", "澜江电梯", "private", "C3435", 28, "电梯装配工 装配钳工"],
  ["mould", "linjiang", "临江精密模具有限公司", "临江模具", "private", "C3525", 40, "模具钳工 数控车工 铣工"],
  ["shipyard", "linjiang", "临江船舶重工有限公司", "临江船舶", "state", "C3731", 40, "焊工 船体装配工 管道工"],
  ["battery", "linjiang", "临江恒续电池有限公司", "恒续电池", "private", "C3841", 30, "电池制造工 设备维护员"],
  ["bakery", "linjiang", "临江麦香食品有限公司", "麦香食品", "private", "C1411", 20, "糕点工 质量检验员"],
  ["printer", "linjiang", "临江彩虹印刷有限公司", "彩虹印刷", "private", "C2319", 16, "印刷工 装订工"],
  ["estate", "linjiang", "临江安居物业服务有限公司", "安居物业", "private", "K7020", 18, "物业管理员 维修电工"],
  ["power", "dongshan", "东山电力检修有限公司", "东山电检", "state", "D4420", 46, "电力线路工 变电检修工 焊工"],
  [
    "textile",
    "dongshan",
    "东山锦程纺织有限公司",
    "锦程纺织",
    "private",
    "C1711",
    32,
    "挡车工 缝纫工",
    "东山棉纺织二厂",
  ],
  ["cement", "dongshan", "东山水泥有限公司", "东山水泥", "state", "C3011", 24, "水泥生产工 维修电工"],
  ["solar", "dongshan", "东山晴川光伏科技有限公司", "晴川光伏", "private", "C3825", 24, "光伏组件工 设备维护员"],
  ["herbs", "dongshan", "东山百草饮片有限公司", "百草饮片", "private", "C2730", 18, "中药炮制工 质量检验员"],
  ["scenery", "dongshan", "东山园林绿化工程有限公司", "东山园林", "collective", "E4891", 20, "绿化工 砌筑工"],
  ["courier", "nanhu", "南湖即达快递服务有限公司", "即达快递", "private", "G6020", 34, "快递员 分拣员"],
  ["chips", "nanhu", "南湖芯源电子有限公司", "芯源电子", "foreign", "C3973", 36, "晶圆检测工 设备维护员"],
  ["software", "nanhu", "南湖云帆软件有限公司", "云帆软件", "private", "I6513", 26, "软件测试员 运维工程师"],
  ["market", "nanhu", "南湖千家超市有限公司", "千家超市", "private", "F5212", 22, "理货员 收银员"],
  ["carparts", "nanhu", "南湖汽车零部件有限公司", "南湖汽配", "foreign", "C3670", 32, "数控车工 装配钳工"],
  ["testing", "nanhu", "南湖衡准检测技术有限公司", "衡准检测", "private", "M7452", 16, "质量检验员"],
  ["windmill", "xiling", "西岭风能设备有限公司", "西岭风能", "private", "C3415", 26, "装配钳工 焊工"],
  ["distillery", "xiling", "西岭古泉酒业有限公司", "古泉酒业", "collective", "C1512", 20, "酿酒师 质量检验员"],
  ["furniture", "xiling", "西岭木作装饰有限公司", "木作装饰", "private", "E5012", 18, "手工木工 管道工"],
  ["cutlery", "xiling", "西岭五金工具有限公司", "西岭五金", "collective", "C3323", 18, "铣工 铸造工"],
  ["metro", "transport", "澜江地铁运营有限公司", "澜江地铁", "state", "G5412", 54, "列车司机 车辆检修工 站务员"],
  ["port", "transport", "澜江港务集团有限公司", "澜江港务", "state", "G5532", 42, "门机司机 装卸机械修理工"],
  ["bus", "transport", "澜江公共交通有限公司", "澜江公交", "state", "G5411", 34, "公交驾驶员 车辆检修工"],
  ["taxi", "transport", "澜江畅行出租汽车有限公司", "畅行出租", "private", "G5413", 20, "出租车驾驶员"],
  ["post", "transport", "澜江邮政服务有限公司", "澜江邮政", "state", "G6010", 24, "投递员 分拣员"],
  ["freight", "transport", "澜江货运站有限公司", "澜江货运", "state", "G5332", 18, "装卸机械修理工 货运员"],
  ["water", "construction", "澜江市自来水有限公司", "澜江水务", "state", "D4610", 36, "管道工 水质检验员 泵站运行工"],
  [
    "builder",
    "construction",
    "澜江建工第三工程有限公司",
    "建工三公司",
    "collective",
    "E4710",
    46,
    "砌筑工 管道工 钢筋工",
    "澜江第三建筑公司",
  ],
  ["roads", "construction", "澜江市政道路工程有限公司", "市政道路", "state", "E4813", 26, "筑路工 测量员"],
  ["sewage", "construction", "澜江碧水污水处理有限公司", "碧水污水", "state", "D4620", 20, "管道工 水质检验员"],
  ["gas", "construction", "澜江燃气有限公司", "澜江燃气", "state", "D4511", 24, "管道工 燃气巡检工"],
  ["telecom", "commerce", "澜江移动通信服务有限公司", "澜江通信", "state", "I6312", 26, "线务员 客户代表"],
  ["bank", "commerce", "澜江商业银行股份有限公司", "澜江银行", "state", "J6621", 26, "柜员 客户经理"],
  ["restaurant", "commerce", "澜江春风餐饮有限公司", "春风餐饮", "private", "H6210", 20, "中式烹调师 餐厅服务员"],
]

const institutions: readonly Line[] = [
  ["hospital", "education", "澜江市第二人民医院", "市二院", "public_institution", "Q8411", 44, "护士 医师"],
  ["college", "education", "澜江职业技术学院", "澜江职院", "public_institution", "P8341", 40, "机电专业学生 实训教师"],
  ["school", "education", "澜江市实验小学", "实验小学", "public_institution", "P8321", 18, "教师"],
  ["library", "education", "澜江市图书馆", "市图书馆", "public_institution", "R8831", 12, "馆员"],
  ["culture", "education", "澜江市工人文化宫", "工人文化宫", "public_institution", "R8870", 10, "馆员"],
  ["sanitation", "xiling", "西岭区环境卫生所", "西岭环卫", "public_institution", "N7820", 22, "环卫工 公交驾驶员"],
]

const organs: readonly Line[] = [
  ["emergency", "city", "澜江市应急管理局", "市应急局", "organ", "S9221", 12, "公务员"],
  ["labour", "city", "澜江市人力资源和社会保障局", "市人社局", "organ", "S9221", 12, "公务员"],
]

/** Teams that keep their own people (班组). */
const teams: readonly Line[] = [
  ["lathe-assembly", "lathe", "装配一班", "装配一班", "state", "", 12, "装配钳工"],
  ["power-line", "power", "带电作业班", "带电作业班", "state", "", 12, "电力线路工"],
  ["hospital-ward", "hospital", "急诊护理组", "急诊护理组", "public_institution", "", 10, "护士"],
]

const unitOf =
  (kind: UnitKind) =>
  ([key, under, name, shortName, ownership, industryCode, people, posts, formerName]: Line) => ({
    key,
    under,
    name,
    shortName,
    kind,
    ownership,
    industryCode,
    people,
    posts: posts.split(" "),
    ...(formerName === undefined ? {} : { formerName }),
  })

export const employers = [
  ...enterprises.map(unitOf("enterprise")),
  ...institutions.map(unitOf("institution")),
  ...organs.map(unitOf("organ")),
  ...teams.map(unitOf("team")),
]
