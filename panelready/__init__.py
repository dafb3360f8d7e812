"""The application: joins the stages; owns time, disk, network and users."""
