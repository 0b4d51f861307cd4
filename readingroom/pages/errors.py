"""
Answers to requests that cannot be met: a Chinese page with a way on, or {"error": …} under /api/.

None of them looks at the query string, which may be what is wrong with the request.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

WORDS = {
    400: ("bad_request", "这个请求无法理解", "地址或提交的内容不符合要求。请检查地址，或从首页重新开始。"),
    403: ("forbidden", "不能打开这一页", "您没有权限，或页面停留太久已经失效。请返回上一页刷新后再试。"),
    404: ("not_found", "没有找到这一页", "地址可能写错了，或者这里从来没有过内容。可以搜索标题或文中的一句话。"),
    405: ("method_not_allowed", "这里只供阅读", "阅览页面不接受提交的内容。"),
    500: ("server_error", "服务器出错了", "这不是您的问题。请稍后再试；如果一直这样，请告诉管理员。"),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    return _answer(request, 405)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the frame around other pages: the database may be what is broken."""
    if _is_for_programs(request):
        return _json(500)
    _, title, advice = WORDS[500]
    return HttpResponse(render_to_string("pages/server_error.html", {"title": title, "advice": advice}), status=500)


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    if _is_for_programs(request):
        return _json(status)
    _, title, advice = WORDS[status]
    return render(request, "pages/error.html", {"title": title, "advice": advice}, status=status)


def _json(status: int) -> JsonResponse:
    return JsonResponse({"error": WORDS[status][0]}, status=status)


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
