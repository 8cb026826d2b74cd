terraform {
  required_version = ">= 1.9"
}

resource "aws_ecs_service" "api" {
  name            = "meridian-api"
  cluster         = var.cluster
  task_definition = var.api_task
  desired_count   = var.api_count
}

resource "aws_ecs_service" "worker" {
  name            = "meridian-worker"
  cluster         = var.cluster
  task_definition = var.worker_task
  desired_count   = 1
}

resource "aws_s3_bucket" "packs" {
  bucket = var.pack_bucket
}

resource "aws_s3_bucket_versioning" "packs" {
  bucket = aws_s3_bucket.packs.id

  versioning_configuration {
    status = "Enabled"
  }
}
