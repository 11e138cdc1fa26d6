"""Every address of the site; each context names its own."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

admin.autodiscover()

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("preceptor.foundation.desk.pages.urls")),
    path("sign-in/", include("preceptor.foundation.accounts.pages.sign_in_urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("preceptor.foundation.accounts.pages.urls")),
    path("district/", include("preceptor.foundation.district.pages.urls")),
    path("documents/", include("preceptor.foundation.documents.pages.urls")),
    path("letters/", include("preceptor.foundation.messages.pages.urls")),
    path("jobs/", include("preceptor.foundation.jobs.pages.urls")),
    path("audit/", include("preceptor.foundation.audit.pages.urls")),
    path("measures/", include("preceptor.foundation.measures.pages.urls")),
    path("indicators/", include("preceptor.foundation.indicators.pages.urls")),
    path("frameworks/", include("preceptor.develop.frameworks.pages.urls")),
    path("programs/", include("preceptor.develop.programs.pages.urls")),
    path("admissions/", include("preceptor.develop.admissions.pages.urls")),
    path("pairing/", include("preceptor.develop.pairing.pages.urls")),
    path("activities/", include("preceptor.develop.activities.pages.urls")),
    path("awards/", include("preceptor.develop.awards.pages.urls")),
    path(".well-known/did.json", include("preceptor.develop.awards.pages.issuer_urls")),
    path("confidences/", include("preceptor.develop.confidences.pages.urls")),
    path("sessions/", include("preceptor.develop.sessions.pages.urls")),
    path("surveys/", include("preceptor.develop.surveys.pages.urls")),
    path("progress/", include("preceptor.develop.coursework.pages.urls")),
    path("impact/", include("preceptor.develop.impact.pages.urls")),
    path("stipends/", include("preceptor.develop.stipends.pages.urls")),
    path("handbooks/", include("preceptor.develop.handbooks.pages.urls")),
    path("growth/", include("preceptor.develop.growth.pages.urls")),
    path("compliance/", include("preceptor.relieve.compliance.pages.urls")),
    path("funding/", include("preceptor.resource.funding.pages.urls")),
    path("initiatives/", include("preceptor.resource.initiatives.pages.urls")),
]

handler400 = "preceptor.foundation.look.errors.bad_request"
handler403 = "preceptor.foundation.look.errors.forbidden"
handler404 = "preceptor.foundation.look.errors.not_found"
handler500 = "preceptor.foundation.look.errors.server_error"
