variable "cluster" {
  type = string
}

variable "api_task" {
  type = string
}

variable "worker_task" {
  type = string
}

variable "api_count" {
  type    = number
  default = 2
}

variable "pack_bucket" {
  type = string
}
