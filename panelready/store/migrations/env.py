"""Alembic's way in: runs the migrations on the connection that panelready.store.database hands over."""

from alembic import context

from panelready.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
context.run_migrations()
