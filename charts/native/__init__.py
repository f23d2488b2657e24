"""The native dialect: ``/charts/{kind}``, whose charts lay themselves out."""
