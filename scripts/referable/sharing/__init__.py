"""What leaves the site by other ways: downloads, pictures for posts, posts, contact cards."""
