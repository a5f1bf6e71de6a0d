// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev Contributions close this many time units after the match.
uint256 constant CONTRIBUTION_DEADLINE_RATIO = 7;
/// @dev Reveals close this many time units after the consensus.
uint256 constant REVEAL_DEADLINE_RATIO = 2;
/// @dev A task can be finalised for this many time units after the match, and claimed from then on.
uint256 constant FINAL_DEADLINE_RATIO = 10;
/// @dev A scheduler stakes this percentage of its price for each task.
uint256 constant WORKERPOOL_STAKE_RATIO = 30;
/// @dev The kitty gives this percentage of itself to a scheduler that completes a task …
uint256 constant KITTY_RATIO = 10;
/// @dev … or this many nRLC if that is more.
uint256 constant KITTY_MIN = 1e9;
/// @dev The account that seized stakes go to: the first twenty bytes of keccak256("iExecKitty"), less one.
address constant KITTY_ADDRESS = 0x99c2268479b93fDe36232351229815DF80837e23;
/// @dev The ERC-734 key purpose that makes an account a member of a group.
uint256 constant GROUPMEMBER_PURPOSE = 4;
/// @dev The tag bit that asks for a trusted execution environment.
bytes32 constant TAG_TEE = bytes32(uint256(0x01));
/// @dev The tag bits that name its framework (Scone, Gramine, TDX); a dataset's are ignored.
bytes32 constant TAG_TEE_FRAMEWORKS = bytes32(uint256(0x0e));
/// @dev The kitty gives its ratio at most once in this many seconds.
uint256 constant KITTY_INTERVAL = 1 hours;
/// @dev Other registries must be announced this many seconds before they are changed to.
uint256 constant REGISTRIES_DELAY = 7 days;
/// @dev A worker's score rises at most once in this many seconds.
uint256 constant SCORE_INTERVAL = 1 hours;
/// @dev A task takes at most this many contributions: what bounds the gas of finalize and claim.
uint256 constant MAX_CONTRIBUTORS = 32;
/// @dev The most trust a deal may ask for: what MAX_CONTRIBUTORS fresh workers (credibility 2 each) can certify.
uint256 constant MAX_TRUST = type(uint32).max;
/// @dev A pool may ask its workers to stake at most this percentage of its price.
uint256 constant MAX_WORKER_STAKE_RATIO = 1000;
/// @dev Gas a result callback gets unless the owner sets another amount.
uint256 constant DEFAULT_CALLBACK_GAS = 200_000;
/// @dev The least the owner may set; below it receivers of results would break.
uint256 constant MIN_CALLBACK_GAS = 100_000;
/// @dev The most the owner may set; above it a callback could make finalisation unaffordable.
uint256 constant MAX_CALLBACK_GAS = 1_000_000;
