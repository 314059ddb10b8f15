"""Words in Chinese queries. The phrases are our own, cut as a reader of policy would: `|` stands between words."""

from itertools import accumulate, pairwise
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import chinese
from search.chinese import LONGEST_RUN, words

PHRASES = """
人工智能|政策 新质生产力|发展 碳中和|目标 碳达峰|碳中和|行动|方案 京津冀|协同发展 科技创新|政策 科技成果|转化|条例
知识产权|保护|制度 基础研究|投入 量子计算|产业 粤港澳大湾区|建设 国家实验室|体系 高质量发展|规划
北京|国际|科技创新|中心 天津|滨海新区 中国科学院|院士 科学技术部|公告 国家|自然科学基金|项目 长三角|一体化
数字经济|立法 数据安全|管理 中小企业|融资 高新技术企业|认定 研发费用|加计扣除 揭榜挂帅|机制 新能源汽车|补贴
集成电路|产业|政策 生物医药|产业|集群 人才|引进|计划 青年|科学家|项目 氢能|产业|中长期|规划 工业互联网|平台
大模型|监管 生成式|人工智能|服务|管理|办法 气候变化|国际合作 一带一路|科技合作 战略|新兴产业 关键|核心|技术|攻关
卡脖子|技术 专精特新|企业|培育 产学研|合作 科研|诚信|建设 科普|工作 科学|素质|纲要 低空经济|发展 脑科学|研究
合成生物学|前沿 深海|探测|装备 航天|强国 载人|航天|工程 北斗|卫星|导航 第五代|移动通信 区块链|技术|应用
数据要素|市场 中关村|示范区 上海|自贸区|政策 雄安新区|规划 成渝|双城|经济圈 东北|振兴|战略 西部|大开发
清华大学|研究|团队 国务院|办公厅|通知 欧盟|人工智能|法案 美国|芯片|法案 日本|经济|安全|战略 德国|工业|战略
乡村振兴|科技|特派员 粮食安全|战略 种业|振兴 疫苗|研发|进展 公共卫生|应急|体系 中医药|现代化 绿色|金融|标准
碳|排放权|交易|市场 可再生能源|消纳 储能|技术|路线 光伏|产业|出口 核聚变|装置 开放科学|倡议 科研|评价|改革
破四唯|专项|行动 重点实验室|重组 大科学装置|开放|共享 科技|伦理|审查 科技|金融|改革|试验区 创业投资|税收|优惠
科创板|上市 首台套|保险|补偿 政府采购|创新|产品 标准|国际化 机器人|产业|发展|规划 自动驾驶|道路|测试
卫星互联网|频率|管理 网络|安全|审查|办法 个人信息|保护法 算力|基础设施 海水淡化|利用|规划 黄河|流域|生态|保护
生物多样性|保护 塑料|污染|治理 长江经济带|发展 城市|更新|行动 博士后|基金 留学|人员|回国 职业教育|改革 高等教育|强国
科技|期刊|建设 国际|大科学|计划 上海合作组织|峰会 金砖|国家|科技|部长|会议 中德|科技|合作|协定 世界知识产权组织
天津市|科学技术局 深圳|先行|示范区 科技型中小企业|贷款 国家|重点研发计划|指南 院士|制度|改革 科研|经费|管理|办法
企业|研发|投入|强度 国家发展和改革委员会|文件 教育部|高校|科研|评价 世界卫生组织|报告 欧洲|绿色|新政 英国|科学|战略
韩国|半导体|产业|支持|政策 印度|登月|任务 俄罗斯|航天|合作 非洲|疫苗|生产 东盟|数字经济|协定 广东省|基础研究|基金
江苏|制造业|转型 四川|科技|计划 合肥|综合性|国家|科学中心 浦东新区|人工智能|应用 香港|创新|科技|署
海南|自由贸易港|税收 新疆|风电|基地 重庆|智能网联汽车 钙钛矿|太阳能|电池 石墨烯|材料|标准 基因编辑|伦理
干细胞|临床|研究 量子通信|卫星 可控核聚变|路线图 超导|量子|芯片 空间站|实验|成果 嫦娥|月球|样品 引力波|探测
射电望远镜|建设 高温|气象|灾害|预警 农业|技术|推广 盐碱地|改良 水稻|育种|突破 数字|乡村|建设 老年人|数字|鸿沟
残疾人|辅助|技术 电池|回收|利用 氢燃料电池|汽车|示范 电力|市场|改革 碳足迹|核算 煤炭|清洁|利用 核电|安全|监管
论文|撤稿|处理 学术|不端|行为 女性|科技人才|支持 科学家|精神 科技馆|免费|开放 公众|理解|科学
"""


def borders(cut):
    """The places in a run at which its words begin and end."""
    return [0, *accumulate(map(len, cut))]


def overlaps(cut, expected):
    """Whether a word holds parts of two of the expected words and neither of them whole."""
    spans = [list(pairwise(borders(each))) for each in (cut, expected)]
    return any(a < c < b < d or c < a < d < b for a, b in spans[0] for c, d in spans[1])


def readings():
    """How each phrase is cut, and how it should be."""
    return [(words(phrase.replace("|", "")), phrase.split("|")) for phrase in PHRASES.split()]


def test_three_policy_phrases_in_four_are_cut_exactly_as_a_reader_would():
    differing = [f"{'|'.join(cut)} for {'|'.join(expected)}" for cut, expected in readings() if cut != expected]
    assert len(differing) <= len(readings()) / 4, differing


def test_hardly_a_word_is_made_of_parts_of_two():
    assert len([cut for cut, expected in readings() if overlaps(cut, expected)]) <= 1


@pytest.mark.parametrize("term", ["新质生产力", "碳中和", "京津冀", "科技创新", "卡脖子", "十四五", "新型举国体制"])
def test_a_policy_term_is_one_word(term):
    assert words(f"{term}政策") == [term, "政策"]


@pytest.mark.parametrize("name", ["国家发展和改革委员会", "粤港澳大湾区", "中国科学院", "滨海新区"])
def test_a_name_is_one_word(name):
    assert words(f"{name}报告") == [name, "报告"]


def test_what_may_follow_any_term_is_a_word_of_its_own():
    assert words("科技创新政策") == ["科技创新", "政策"]


def test_characters_that_no_word_has_stand_alone():
    assert words("龘靐政策") == ["龘", "靐", "政策"]


def test_words_are_known_in_traditional_characters_and_come_back_as_typed():
    assert words("知識產權政策") == ["知識產權", "政策"]


def test_words_are_known_in_another_unicode_form_and_come_back_as_typed():
    assert words("新质\u2f63产力政策") == ["新质\u2f63产力", "政策"]


@given(st.text(st.characters(min_codepoint=0x2E80, max_codepoint=0x9FFF), max_size=LONGEST_RUN))
def test_the_words_of_any_run_put_together_are_the_run(run):
    found = words(run)
    assert "".join(found) == run
    assert all(found)


def test_a_sentence_is_given_back_whole():
    assert len(words("政策" * 32)) == 32
    assert words("政策" * 32 + "好") == ["政策" * 32 + "好"]


def test_nothing_has_no_words():
    assert words("") == []


def test_the_list_of_words_is_read_once_however_many_threads_ask(monkeypatch):
    read, start, found = [], Barrier(8), []
    load = chinese.get_frequency_dict
    monkeypatch.setattr(chinese, "get_frequency_dict", lambda *asked: read.append(asked) or load(*asked))
    chinese._read.cache_clear()

    def ask():
        start.wait()
        found.append(words("人工智能政策"))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["人工智能", "政策"]] * 8
    assert len(read) == 1
