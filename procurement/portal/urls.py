"""The portal's addresses, all below /answer/: its two cookies go nowhere else."""

from django.urls import path

from procurement.portal import arriving, pages

app_name = "portal"

urlpatterns = [
    path("", arriving.welcome, name="welcome"),
    path("l/<str:token>/", arriving.follow, name="follow"),
    path("code/", arriving.code, name="code"),
    path("enter/", arriving.enter, name="enter"),
    path("pass-on/", arriving.passing_on, name="pass_on"),
    path("questions/", arriving.questions, name="questions"),
    path("answers/", pages.overview, name="overview"),
    path("answers/part/<str:key>/", pages.part, name="part"),
    path("answers/hand-on/", pages.handing_on, name="hand_on"),
    path("answers/take-back/", pages.taking_back, name="take_back"),
    path("answers/check/", pages.summary, name="summary"),
    path("answers/receipt/", pages.receipt, name="receipt"),
    path("answers/receipt.json", pages.receipt_file, name="receipt_file"),
    path("answers/leave/", pages.leave, name="leave"),
]
