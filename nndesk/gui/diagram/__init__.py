"""The network as a drawing that is edited by mouse and keyboard."""
