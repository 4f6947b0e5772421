using HmRnnInk.App.Documents;

namespace HmRnnInk.App.Learning;

/// <summary>Which model to train, on which pages, and with which trainer.</summary>
/// <param name="Model">The model file to start from.</param>
/// <param name="Name">The name of the new model.</param>
internal sealed record LearningRequest(TrainerProgram Trainer, string Model, string Name, DocumentFolder Documents, CurrentPage Current);
