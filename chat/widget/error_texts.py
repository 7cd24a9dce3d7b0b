"""The Korean texts of the widget's routes."""

BLOCKED = "안내 창을 열 수 없습니다"
UNKNOWN_SITE = "등록되지 않은 누리집입니다. 누리집 담당자는 위젯의 data-site 값을 확인해 주세요."
NOT_LISTED = "'{origin}'은(는) 이 안내 창을 쓰도록 등록되지 않았습니다. 누리집 담당자는 'mureobwa sites add'로 주소를 등록해 주세요."
ONLY_IN_SITES = "이 화면은 등록된 누리집 안에서만 열립니다. 앱의 웹뷰에서 바로 열려면 'mureobwa sites add --webview'로 등록해 주세요."
NO_LAUNCHER = "// 이 판의 위젯이 없습니다. 'mureobwa sites snippet 이름'으로 새 한 줄을 받아 주세요.\n"
