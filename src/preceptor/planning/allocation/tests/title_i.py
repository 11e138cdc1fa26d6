"""The two examples of the federal guidance on Title I (April 1996), in its figures, as rows of a schools' file."""

from __future__ import annotations

FIRST = """
school|enrollment|poor_public|poor_private|poor|minimum|allocation|public_share|private_share
Valley View|696|265|8|273|308452|351579|341277|10303
Violet Hill|870|287|5|292|329919|376048|369609|6439
Elemwood|951|260|15|275|310712|354155|334837|19318
Oakdale MS|276|78|0|78|88129|100451|100451|0
Hobson|601|124|6|130|146882|167419|159692|7727
Davis|1134|227|3|230|259868|296202|292339|3864
Takoma HS|1080|201|5|206|232751|265294|258855|6439
Berlieth HS|933|176|0|176|198856|226659|226659|0
"""
"""Example 1: the average rule. The source prints 308,919 as Valley View's minimum; its total shows 308,452."""
SECOND = """
school|enrollment|poor_public|poor_private|poor|allocation|public_share|private_share
Violet Hill|870|850|20|870|609000|595000|14000
Oakdale MS|276|202|8|210|147000|141400|5600
Elemwood|951|591|24|615|430500|413700|16800
Valley View|696|444|0|444|310800|310800|0
Hobson|601|367|10|377|263900|256900|7000
Berlieth HS|933|550|5|555|388500|385000|3500
Davis|1134|646|8|654|457800|452200|5600
Indian Rock MS|1695|815|0|815|570500|570500|0
Roosevelt HS|203|95|0|95|66500|66500|0
Takoma HS|1080|487|6|493|345100|340900|4200
Camp Springs|1026|449|14|463|324100|314300|9800
White Hill|857|293|3|296|0|0|0
Bannaker|874|299|2|301|0|0|0
Eastern MS|490|142|0|142|0|0|0
Taft HS|2073|509|0|509|0|0|0
Wilson HS|300|28|0|28|0|0|0
"""
"""Example 2: the 35% rule. The source prints 385,500 as the public share of Berlieth; 550 children make 385,000."""


def rows_of(example: str) -> list[dict[str, str]]:
    """Give an example as rows by heading."""
    heading, *lines = example.strip().splitlines()
    return [dict(zip(heading.split("|"), line.split("|"), strict=True)) for line in lines]
